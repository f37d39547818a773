import type { Answer } from './answer.ts';

const MASKED = '«masked»';
/** Shorter ones would turn up by chance. */
const SHORTEST = 4;

/** An answer without the secrets that were sent: a host that echoes them must not show them to who may only use them. */
export function redacted(answer: Answer, sent: readonly string[]): Answer {
  if ('error' in answer) return answer;
  const secrets = sent.flatMap(formsOf).filter((one) => one.length >= SHORTEST);
  if (secrets.length === 0) return answer;
  // The longest first: a part masked before the whole would leave the rest.
  const ordered = secrets.toSorted((one, other) => other.length - one.length);
  const mask = (text: string) => ordered.reduce((left, secret) => left.replaceAll(secret, MASKED), text);
  const headers = Object.entries(answer.headers).map(([name, value]) => [name, mask(value)]);
  return {
    ...answer,
    body: mask(answer.body),
    headers: Object.fromEntries(headers) as typeof answer.headers,
  };
}

/** A header's value, what follows its scheme, and for `Basic` what it stands for; each as it may be written in JSON or an address. */
function formsOf(value: string): string[] {
  const [scheme, ...rest] = value.split(' ');
  const proof = rest.join(' ');
  const plain = scheme === 'Basic' ? Buffer.from(proof, 'base64').toString() : '';
  const password = plain.includes(':') ? plain.slice(plain.indexOf(':') + 1) : '';
  return [value, proof, plain, password].flatMap((one) => [
    one,
    JSON.stringify(one).slice(1, -1),
    encodeURIComponent(one),
  ]);
}
