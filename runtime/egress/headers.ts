import { EgressRefused } from './check-url.ts';

/** Headers that decide where a request goes, how it is framed, or through whom: never a designer's to set (RFC 9110, 9112). */
const REFUSED = new Set([
  'host',
  'connection',
  'content-length',
  'transfer-encoding',
  'te',
  'trailer',
  'upgrade',
  'expect',
  'keep-alive',
  'via',
  'forwarded',
  'proxy-authorization',
  'proxy-authenticate',
  'proxy-connection',
  'x-forwarded-for',
  'x-forwarded-host',
  'x-forwarded-proto',
  'x-real-ip',
  'cookie',
  'cookie2',
  'set-cookie',
]);
const NAME = /^[a-zA-Z0-9!#$%&'*+.^_`|~-]{1,100}$/;
/** Visible characters, spaces and tabs; no line breaks, so that no header can start another. */
const TEXT = /^[\t\x20-\x7e\x80-\xff]*$/;
const MOST = 40;
const LONGEST = 4_096;

/** Checks headers written by a designer; gives them with names in lower case. Throws `EgressRefused` naming the header. */
export function checkHeaders(headers: { [name: string]: string }): { [name: string]: string } {
  const entries = Object.entries(headers);
  if (entries.length > MOST) throw new EgressRefused('egress.headers', `At most ${MOST} headers.`);
  const checked: { [name: string]: string } = {};
  for (const [given, value] of entries) {
    const name = given.toLowerCase();
    if (!NAME.test(given))
      throw new EgressRefused('egress.header-name', `"${given.slice(0, 40)}" is not a header's name.`);
    if (REFUSED.has(name) || name.startsWith('proxy-') || name.startsWith('sec-'))
      throw new EgressRefused('egress.header-refused', `The header "${name}" cannot be set.`);
    if (value.length > LONGEST || !TEXT.test(value))
      throw new EgressRefused(
        'egress.header-value',
        `The header "${name}" holds a line break, or is longer than ${LONGEST} characters.`,
      );
    checked[name] = value;
  }
  return checked;
}

/** Headers that say nothing a stranger could use; all others stay behind when a redirect leads to another host. */
const HARMLESS = new Set(['accept', 'accept-language', 'content-type']);

export const withoutOwn = (headers: { [name: string]: string }): { [name: string]: string } =>
  Object.fromEntries(Object.entries(headers).filter(([name]) => HARMLESS.has(name.toLowerCase())));
