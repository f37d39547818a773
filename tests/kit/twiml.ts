import { XMLParser, XMLValidator } from 'fast-xml-parser';
import type { Dialect } from '../../runtime/channels/twilio/config.ts';

/** A verb of a document, as a carrier reads it. */
export interface Verb {
  name: string;
  attributes: { [name: string]: string };
  text: string;
  verbs: Verb[];
}

type Check = RegExp;
type Verbs = { [verb: string]: { attributes: { [name: string]: Check }; inside?: string[]; text?: Check } };

const url = /^https?:\/\/[^\s]+$/;
const count = /^[1-9]\d{0,2}$/;
const tag = /^[A-Za-z]{2,4}(-[A-Za-z0-9]+){0,3}$/;
const method = /^POST$/;
const said = /^[^]{1,4096}$/;
const SAY = { attributes: { language: tag, voice: /^[\w.:-]+$/, loop: count }, text: said };
const GATHER = {
  input: /^(dtmf|speech|dtmf speech)$/,
  action: url,
  timeout: count,
  numDigits: count,
  finishOnKey: /^[0-9#*]?$/,
  language: tag,
  hints: /^.{1,4000}$/,
};
const REST: Verbs = {
  Say: SAY,
  Play: { attributes: { loop: count }, text: /^https:\/\/\S+$/ },
  Pause: { attributes: { length: /^([1-9]|10)$/ } },
  Redirect: { attributes: { method }, text: url },
  Dial: {
    attributes: { action: url, method, timeout: count, callerId: /^\+\d{3,15}$/ },
    inside: ['Number'],
  },
  Number: { attributes: {}, text: /^\+?\d{3,15}$/ },
  Hangup: { attributes: {} },
};
const inside = ['Say', 'Play', 'Pause'];

/**
 * What each carrier documents of what we use.
 * @see https://www.twilio.com/docs/voice/twiml
 * @see https://developers.telnyx.com/docs/voice/programmable-voice/texml-verbs
 * @see https://developer.signalwire.com/compatibility-api/cxml
 */
const DOCUMENTED: Record<Dialect, Verbs> = {
  twilio: {
    ...REST,
    Gather: {
      attributes: {
        ...GATHER,
        method,
        actionOnEmptyResult: /^true$/,
        speechTimeout: /^(auto|[1-9]\d?)$/,
        speechModel: /^[\w-]+$/,
      },
      inside,
    },
  },
  telnyx: { ...REST, Gather: { attributes: { ...GATHER, speechTimeout: count }, inside } },
  signalwire: {
    ...REST,
    Gather: {
      attributes: {
        ...GATHER,
        method,
        actionOnEmptyResult: /^true$/,
        speechTimeout: /^(auto|[1-9]\d?)$/,
        speechModel: /^(phone_call|video|default)$/,
        enhanced: /^true$/,
      },
      inside,
    },
  },
};

const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: '',
  attributesGroupName: ':@',
  preserveOrder: true,
  parseTagValue: false,
  parseAttributeValue: false,
  trimValues: false,
});

/** Reads a document as strictly as a carrier: well-formed, small enough, documented verbs and attributes only. */
export function readTwiml(xml: string, dialect: Dialect = 'twilio'): Verb[] {
  if (Buffer.byteLength(xml) > 64 * 1024)
    throw new Error(`The document has ${Buffer.byteLength(xml)} bytes.`);
  // The validator lets through what XML 1.0 forbids; carriers do not.
  if (/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u.test(xml))
    throw new Error('The document holds a character XML does not allow.');
  const valid = XMLValidator.validate(xml);
  if (valid !== true) throw new Error(`${valid.err.msg} (line ${valid.err.line}): ${xml}`);
  const response = (parser.parse(xml) as Node[]).map(verbOf).find((verb) => verb?.name === 'Response');
  if (!response) throw new Error(`There is no <Response>: ${xml}`);
  for (const verb of response.verbs)
    check(
      verb,
      dialect,
      Object.keys(DOCUMENTED[dialect]).filter((name) => name !== 'Number'),
    );
  return response.verbs;
}

type Node = { [name: string]: Node[] | string | { [name: string]: string } };

function verbOf(node: Node): Verb | undefined {
  const name = Object.keys(node).find((key) => key !== ':@' && key !== '#text' && !key.startsWith('?'));
  if (name === undefined) return undefined;
  const inner = node[name] as Node[];
  return {
    name,
    attributes: (node[':@'] ?? {}) as { [name: string]: string },
    text: inner.map((one) => (typeof one['#text'] === 'string' ? one['#text'] : '')).join(''),
    verbs: inner.map(verbOf).filter((one) => one !== undefined),
  };
}

function check({ name, attributes, text, verbs }: Verb, dialect: Dialect, allowed: string[]): void {
  const known = DOCUMENTED[dialect][name];
  if (!known || !allowed.includes(name)) throw new Error(`<${name}> is not documented here for ${dialect}.`);
  for (const [attribute, value] of Object.entries(attributes)) {
    const rule = known.attributes[attribute];
    if (!rule?.test(value))
      throw new Error(`<${name} ${attribute}="${value}"> is not documented for ${dialect}.`);
  }
  if (known.text ? !known.text.test(text) : text.trim() !== '')
    throw new Error(`<${name}> holds the text "${text.slice(0, 80)}".`);
  for (const verb of verbs) check(verb, dialect, known.inside ?? []);
}

/** What a caller hears of verbs, in order: texts, and addresses of recordings. */
export const heard = (verbs: Verb[]): string[] =>
  verbs.flatMap(({ name, text, verbs: inner }) =>
    name === 'Say' || name === 'Play' ? [text] : name === 'Gather' ? heard(inner) : [],
  );
