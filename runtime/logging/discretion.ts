import { MASKED } from '../engine/index.ts';
import { withoutPerson } from '../masking.ts';
import { withoutNetworkAddresses, withoutSecrets } from './looks.ts';

/** Keeps secrets and personal data out of what is written for operators. */
export interface Discretion {
  /** From now on this text is masked wherever it occurs, also as base64 or in an address. */
  register(secret: string): void;
  text(text: string): string;
  /** Members whose name tells what they hold are masked whole, the others as texts. Never throws. */
  fields(fields: { [name: string]: unknown }): { [name: string]: unknown };
}

/** Words in names of members that hold what proves something, or tells who somebody is. */
const SECRET_NAME =
  /secret|token|passw|passphrase|authoriz|cookie|credential|api[-_]?key|private|signature|otp|session$/i;
const PERSON_NAME =
  /^(?:from|to|caller|callee|e-?mail|mail|phone|mobile|number|address|ip|name|first-?name|last-?name|customer|customer-?name|conversation|visitor|text|input|inputs|value|values|body|said|transcript)$/i;

/** Shorter texts would be found in ordinary words. */
const SHORTEST_SECRET = 8;
/** Levels of objects and lists that are told. */
const DEPTH = 6;
/** Characters of one text. */
const LONGEST_TEXT = 4_000;

/** @param known secrets that are known from the beginning */
export function discretion(known: readonly string[] = []): Discretion {
  const secrets = new Set<string>();
  let longestFirst: string[] = [];

  const register = (secret: string): void => {
    if (secret.length < SHORTEST_SECRET) return;
    const before = secrets.size;
    for (const form of formsOf(secret)) secrets.add(form);
    if (secrets.size > before)
      longestFirst = [...secrets].toSorted((one, other) => other.length - one.length);
  };
  for (const secret of known) register(secret);

  const text = (given: string): string => {
    let left = given;
    for (const secret of longestFirst) if (left.includes(secret)) left = left.replaceAll(secret, MASKED);
    left = withoutNetworkAddresses(withoutPerson(withoutSecrets(left)));
    return left.length > LONGEST_TEXT ? `${left.slice(0, LONGEST_TEXT)}…` : left;
  };

  const value = (given: unknown, depth: number): unknown => {
    switch (typeof given) {
      case 'string':
        return text(given);
      case 'number':
        return isTelling(given) ? MASKED : given;
      case 'boolean':
        return given;
      case 'object':
        if (given === null) return null;
        if (given instanceof Error) return text(wordsOf(given));
        if (depth === 0) return '…';
        if (Array.isArray(given)) return given.slice(0, 100).map((one: unknown) => value(one, depth - 1));
        return members(given, depth - 1);
      default:
        return given === undefined ? undefined : text(typeof given === 'bigint' ? `${given}` : typeof given);
    }
  };

  const members = (given: object, depth: number): { [name: string]: unknown } =>
    Object.fromEntries(
      Object.entries(given).map(([name, inner]) => [
        text(name),
        isNamed(name) && inner !== undefined && inner !== null ? MASKED : value(inner, depth),
      ]),
    );

  return { register, text, fields: (fields) => members(fields, DEPTH) };
}

/** Numbers as long as those of telephones and cards, unless they are instants of our times (epoch ms). */
const isTelling = (given: number): boolean =>
  Number.isInteger(given) && given >= 1e9 && !(given > FIRST_INSTANT && given < LAST_INSTANT);
const FIRST_INSTANT = Date.UTC(2001, 0);
const LAST_INSTANT = Date.UTC(2100, 0);

const isNamed = (name: string): boolean => SECRET_NAME.test(name) || PERSON_NAME.test(name);

/** As it is, and as requests and files carry it. */
const formsOf = (secret: string): string[] => [
  secret,
  encodeURIComponent(secret),
  JSON.stringify(secret).slice(1, -1),
  Buffer.from(secret).toString('base64').replace(/=+$/, ''),
  Buffer.from(secret).toString('base64url'),
  Buffer.from(secret).toString('hex'),
];

/** Errors as text: JSON would show them as `{}`. Without the values of a query that failed, which may be anybody's words. */
function wordsOf({ name, message, cause }: Error): string {
  const words = `${name}: ${message.replace(/\n?params:[^]*$/i, '')}`;
  return cause instanceof Error && cause.message !== message ? `${words} (${wordsOf(cause)})` : words;
}
