import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { RawRequest } from '../../adapter.ts';
import { mediaOf, pairsOf } from '../form.ts';

/**
 * Twilio's scheme: base64(HMAC-SHA1(token, address + every field's name and value, sorted by name)). With a JSON body no
 * field is signed; the address then carries `bodySHA256`, the hash of the body.
 * @see https://www.twilio.com/docs/usage/security#validating-requests
 * @see https://developer.signalwire.com/guides/webhook-security (the same for its Twilio-compatible requests)
 */
export function signedByTwilio(token: string, given: string, request: RawRequest): boolean {
  const media = mediaOf(request.headers['content-type']);
  const json = media === 'json';
  if (media === undefined || (json && !bodyIsAsHashed(request))) return false;
  const fields = json ? [''] : fieldsOf(request.body);
  // All are computed, whichever fits: the time taken says nothing.
  const fits = addressesOf(request.url).flatMap((url) =>
    fields.map((text) =>
      isEqual(
        given,
        createHmac('sha1', token)
          .update(url + text)
          .digest('base64'),
      ),
    ),
  );
  return fits.includes(true);
}

/** Names and values as they are signed. A field given several times: each value once and sorted, or (SignalWire) as sent. */
function fieldsOf(body: Uint8Array): string[] {
  const values = new Map<string, string[]>();
  for (const [name, value] of pairsOf(body)) values.set(name, [...(values.get(name) ?? []), value]);
  // By code unit, as the signer does: a locale's order would be another one.
  const names = [...values.keys()].sort((a, b) => (a < b ? -1 : 1));
  const asText = (order: (given: string[]) => string[]): string =>
    names
      .map((name) =>
        order(values.get(name)!)
          .map((value) => name + value)
          .join(''),
      )
      .join('');
  const twilio = asText((given) => [...new Set(given)].sort((a, b) => (a < b ? -1 : 1)));
  const signalWire = asText((given) => given);
  return twilio === signalWire ? [twilio] : [twilio, signalWire];
}

function bodyIsAsHashed({ url, body }: RawRequest): boolean {
  const question = url.indexOf('?');
  const hash = question < 0 ? null : new URLSearchParams(url.slice(question + 1)).get('bodySHA256');
  return hash !== null && isEqual(hash, createHash('sha256').update(body).digest('hex'));
}

/** The address with and without its port, for signers differ in whether they name the default one. */
function addressesOf(url: string): string[] {
  const parts = /^(https?):\/\/([^/?#]*?)(:\d+)?([/?#].*)?$/s.exec(url);
  if (!parts) return [url];
  const [, scheme = '', host = '', port = '', rest = ''] = parts;
  const usual = scheme === 'https' ? ':443' : ':80';
  return [...new Set([url, `${scheme}://${host}${rest}`, `${scheme}://${host}${port || usual}${rest}`])];
}

/** Compares in constant time; other lengths are other values. */
function isEqual(given: string, expected: string): boolean {
  const a = Buffer.from(given);
  const b = Buffer.from(expected);
  return a.length === b.length && timingSafeEqual(a, b);
}
