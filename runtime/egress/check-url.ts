import { isIP } from 'node:net';
import { placeOf } from './address.ts';
import { type AllowedHost, allowing, placesFor } from './allow-list.ts';

/** Why a call was not made: a stable code and what would be right. */
export class EgressRefused extends Error {
  readonly code: string;
  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}

/** An address that may be called, in the one spelling that is checked and used. */
export interface CheckedUrl {
  url: URL;
  entry: AllowedHost;
}

const SCHEME_PORTS: { [scheme: string]: number } = { 'https:': 443, 'http:': 80 };

/** A path that climbs: a value between two slashes could lead it to another part of a host. */
const CLIMBS = /(?:^|[/\\])(?:\.|%2e){1,2}(?:[/\\?#]|$)/i;

/**
 * Checks where a call would go, before anything is looked up. What is checked is what is used: the WHATWG URL,
 * in which decimal, octal, hexadecimal, short and full-width numbers are already plain IP addresses.
 * Throws `EgressRefused`.
 */
export function checkUrl(text: string, allowed: readonly AllowedHost[]): CheckedUrl {
  if (!URL.canParse(text)) throw new EgressRefused('egress.not-a-url', 'This is not a web address.');
  const url = new URL(text);
  const usual = SCHEME_PORTS[url.protocol];
  if (usual === undefined)
    throw new EgressRefused('egress.scheme', `Only https can be called, not ${url.protocol}`);
  if (url.username !== '' || url.password !== '')
    throw new EgressRefused('egress.userinfo', 'An address may not carry a user name; use a credential.');
  const entry = allowing(allowed, url.hostname);
  if (!entry)
    throw new EgressRefused(
      'egress.not-allowed',
      `"${url.hostname}" is not on the list of allowed hosts. An admin can add it.`,
    );
  if (url.protocol === 'http:' && !entry.plainHttp)
    throw new EgressRefused('egress.plain-http', `"${url.hostname}" is allowed with https only.`);
  const port = url.port === '' ? usual : Number(url.port);
  if (port !== usual && !entry.ports.includes(port))
    throw new EgressRefused('egress.port', `Port ${port} of "${url.hostname}" is not allowed.`);
  const literal = url.hostname.replace(/^\[|\]$/g, '');
  if (isIP(literal) !== 0 && !placesFor(entry).includes(placeOf(literal)))
    throw new EgressRefused('egress.inside-network', `${literal} lies inside a network.`);
  if (CLIMBS.test(text.split(/[?#]/, 1)[0]!))
    throw new EgressRefused('egress.path', 'A path may not hold "." or ".." as a part of its own.');
  return { url, entry };
}
