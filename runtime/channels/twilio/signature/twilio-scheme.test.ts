import twilio from 'twilio';
import { describe, expect, test } from 'vitest';
import { draws, flipBit, sameForm } from '../../../../tests/kit/forgeries.ts';
import type { RawRequest } from '../../adapter.ts';
import { verify } from './verify.ts';

/** Published by Twilio: `spec/validation.spec.js` of twilio/twilio-node. */
const TOKEN = '12345';
const FIELDS = {
  CallSid: 'CA1234567890ABCDE',
  Caller: '+14158675309',
  Digits: '1234',
  From: '+14158675309',
  To: '+18005551212',
};
const PATH = 'mycompany.com/myapp.php?foo=1&bar=2';
const SHA = '0a1ff7634d9ab3b95db5c9a2dfe9416e41502b283a80c7cf19632632f96e6620';
const JSON_BODY = '{"property": "value", "boolean": true}';

const request = (over: Partial<RawRequest> & { signature?: string; text?: string }): RawRequest => {
  const { signature = 'RSOYDt4T1cUTdK1PDd93/VVr8B8=', text, ...rest } = over;
  return {
    method: 'POST',
    url: `https://${PATH}`,
    headers: { 'content-type': 'application/x-www-form-urlencoded', 'x-twilio-signature': signature },
    body: Buffer.from(text ?? new URLSearchParams(FIELDS).toString()),
    ...rest,
  };
};
const json = (url: string, signature: string, text = JSON_BODY): RawRequest =>
  request({ url, text, headers: { 'content-type': 'application/json', 'x-twilio-signature': signature } });
const isGenuine = (given: RawRequest, token = TOKEN) => verify('twilio', token, given, 0) === 'genuine';

describe('the published vectors', () => {
  test.each([
    ['a form', request({})],
    ['https, the signer named port 443', request({ signature: 'kvajT1Ptam85bY51eRf/AJRuM3w=' })],
    [
      'https with port 443, the signer did not name it',
      request({ url: `https://${PATH.replace('.com', '.com:443')}` }),
    ],
    [
      'http, the signer named port 80',
      request({ url: `http://${PATH}`, signature: '0ZXoZLH/DfblKGATFgpif+LLRf4=' }),
    ],
    [
      'http on another port',
      request({
        url: `http://${PATH.replace('.com', '.com:1234')}`,
        signature: 'Zmvh+3yNM1Phv2jhDCwEM3q5ebU=',
      }),
    ],
    ['a JSON body', json(`https://${PATH}&bodySHA256=${SHA}`, 'a9nBmqA0ju/hNViExpshrM61xv4=')],
    [
      'a JSON body, nothing else in the address',
      json(`https://mycompany.com/myapp.php?bodySHA256=${SHA}`, 'y77kIzt2vzLz71DgmJGsen2scGs='),
    ],
  ])('%s', (_name, given) => {
    expect(isGenuine(given)).toBe(true);
  });
});

describe('what is not as the carrier signs it', () => {
  test.each([
    ['no header', request({ headers: { 'content-type': 'application/x-www-form-urlencoded' } })],
    ['an empty header', request({ signature: '' })],
    ['half a signature', request({ signature: 'RSOYDt4T1cUTdK1P' })],
    ['no base64', request({ signature: '\u0000\u00ff nonsense é' })],
    [
      'the header twice',
      request({ signature: 'RSOYDt4T1cUTdK1PDd93/VVr8B8=, RSOYDt4T1cUTdK1PDd93/VVr8B8=' }),
    ],
    ['another address', request({ url: 'https://mycompany.com/myapp.php?foo=1&bar=3' })],
    ['http in place of https', request({ url: `http://${PATH}` })],
    ['an address that is none', request({ url: 'myapp.php' })],
    ['another content type', request({ headers: { ...request({}).headers, 'content-type': 'text/plain' } })],
    ['a changed JSON body', json(`https://${PATH}&bodySHA256=${SHA}`, 'a9nBmqA0ju/hNViExpshrM61xv4=', '{}')],
    ['a JSON body without its hash', json(`https://${PATH}`, 'RSOYDt4T1cUTdK1PDd93/VVr8B8=')],
  ])('%s', (_name, given) => {
    expect(isGenuine(given)).toBe(false);
  });

  test('another token, or none', () => {
    expect(isGenuine(request({}), '12346')).toBe(false);
    expect(isGenuine(request({}), '')).toBe(false);
    expect(verify('twilio', undefined, request({}), 0)).toBe('forged');
  });
});

test('fields given several times are signed once each and sorted, as the carrier does', () => {
  const url = 'https://example.com/x';
  const signature = twilio.getExpectedTwilioSignature(TOKEN, url, { MediaUrl: ['b', 'a', 'b'], A: '1' });
  expect(isGenuine(request({ url, signature, text: 'MediaUrl=b&MediaUrl=a&A=1&MediaUrl=b' }))).toBe(true);
  expect(isGenuine(request({ url, signature, text: 'MediaUrl=b&MediaUrl=c&A=1' }))).toBe(false);
});

test('what Twilio signs is taken: 500 requests with any signs in them', () => {
  const draw = draws(11);
  for (let round = 0; round < 500; round += 1) {
    const fields = Object.fromEntries(
      Array.from({ length: 1 + draw(6) }, (_, index) => [
        `${draw.text(5)}${index}`,
        `${draw.text(12)}\r\n+%&=ışğ${draw.text(3)}`,
      ]),
    );
    const url = `https://example.com:${draw(2) ? 443 : 8443}/channels/twilio/voice?turn=${draw(99)}`;
    const signature = twilio.getExpectedTwilioSignature(TOKEN, url, fields);
    expect(isGenuine(request({ url, signature, text: new URLSearchParams(fields).toString() }))).toBe(true);
  }
});

test('3,000 requests with one bit changed: none is taken', () => {
  const draw = draws(7);
  const genuine = request({});
  const text = Buffer.from(genuine.body).toString('latin1');
  let taken = 0;
  let same = 0;
  for (let round = 0; round < 3_000; round += 1) {
    const forged = [
      () => request({ signature: flipBit('RSOYDt4T1cUTdK1PDd93/VVr8B8=', draw) }),
      () => request({ url: flipBit(genuine.url, draw) }),
      () => request({ body: Buffer.from(flipBit(text, draw), 'latin1') }),
    ][round % 3]!();
    // "%2B" and "%2b" are one bit apart and the same field.
    if (round % 3 === 2 && sameForm(forged.body, genuine.body)) same += 1;
    else if (isGenuine(forged)) taken += 1;
  }
  expect(taken).toBe(0);
  expect(same).toBeLessThan(100);
});

test('SignalWire names the header after itself, and signs repeated fields as they were sent', () => {
  const url = 'https://example.com/x';
  const signature = twilio.getExpectedTwilioSignature(TOKEN, url, { A: '1', B: '2' });
  const headers = {
    'content-type': 'application/x-www-form-urlencoded',
    'x-signalwire-signature': signature,
  };
  const given = request({ url, text: 'A=1&B=2', headers });
  expect(verify('signalwire', TOKEN, given, 0)).toBe('genuine');
  expect(verify('twilio', TOKEN, given, 0)).toBe('forged');
  const twice = twilio.getExpectedTwilioSignature(TOKEN, `${url}B2B1`, {});
  expect(verify('signalwire', TOKEN, request({ url, text: 'B=2&B=1', signature: twice }), 0)).toBe('genuine');
});
