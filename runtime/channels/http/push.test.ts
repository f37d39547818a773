import { describe, expect, test } from 'vitest';
import type { Effect } from '../../engine/index.ts';
import type { Connection } from '../adapter.ts';
import { type HttpConfig, httpConfigSchema } from './config.ts';
import { keysOf } from './keys.ts';
import { outcomeOf } from './outcome.ts';
import { push } from './push.ts';
import { answerOf, messagesOf } from './render.ts';
import { isAuthentic } from './signature.ts';

const secret = `whsec_${Buffer.alloc(24, 1).toString('base64')}`;
const connection = (more: Partial<HttpConfig> = {}): Connection<HttpConfig> => ({
  id: 'line',
  organisation: 'main',
  channel: 'http',
  name: 'Line',
  flow: 'bank',
  config: httpConfigSchema.parse({ mode: 'push', callbackUrl: 'https://example.org/in?tenant=7', ...more }),
  secret,
});
const prompt: Effect = { id: 'c1/3/0', type: 'channel.prompt', text: 'Hello', language: 'en' };
const collect: Effect = {
  id: 'c1/3/1',
  type: 'channel.collect',
  language: 'en',
  dtmf: true,
  speech: true,
  bargeIn: true,
  timeoutSeconds: 8,
  choices: [
    { id: 'cards', label: 'Cards', key: '1', words: ['card'] },
    { id: 'loans', label: 'Loans' },
  ],
};
const end: Effect = { id: 'c1/3/2', type: 'channel.end', reason: 'completed' };
const choices = [
  { id: 'cards', label: 'Cards', key: '1' },
  { id: 'loans', label: 'Loans' },
];

describe('what is told', () => {
  test('choices ride on the prompt before them, notes stay in the house', () => {
    const note: Effect = { id: 'c1/3/3', type: 'contact.note', text: 'secret' };
    expect(messagesOf([prompt, collect, note, end])).toEqual([
      { id: 'c1/3/0', type: 'prompt', text: 'Hello', language: 'en', choices },
      { id: 'c1/3/2', type: 'end', reason: 'completed' },
    ]);
    expect(messagesOf([collect])).toEqual([{ id: 'c1/3/1', type: 'choices', language: 'en', choices }]);
    expect(messagesOf([{ ...collect, choices: [] }])).toEqual([]);
  });

  test('an answer says where the contact is', () => {
    expect(answerOf({ status: 'repeated', contact: 'c1', seq: 3, effects: [end], ended: true })).toEqual({
      contact: 'c1',
      seq: 3,
      status: 'repeated',
      ended: true,
      messages: [{ id: 'c1/3/2', type: 'end', reason: 'completed' }],
    });
  });
});

describe('what is sent', () => {
  test('one signed request, under the reference of the effect', () => {
    const at = 1_700_000_000_999;
    const request = push.request(prompt, 'u7', connection(), at)!;
    expect(request).toMatchObject({ method: 'POST', url: 'https://example.org/in?tenant=7' });
    expect(JSON.parse(request.body!)).toEqual({
      reference: 'c1/3/0',
      contact: 'c1',
      to: 'u7',
      message: { id: 'c1/3/0', type: 'prompt', text: 'Hello', language: 'en' },
    });
    const { headers } = request;
    expect(headers['idempotency-key']).toBe('c1/3/0');
    const credentials = {
      id: headers['webhook-id'],
      timestamp: headers['webhook-timestamp'],
      signature: headers['webhook-signature'],
    };
    expect(credentials).toMatchObject({ id: 'c1/3/0', timestamp: '1700000000' });
    expect(isAuthentic(keysOf(secret), credentials, Buffer.from(request.body!), at)).toBe(true);
  });

  test('no key where the other side does not honour it, no request where there is nothing to tell', () => {
    const unsafe = connection({ guarantee: 'nothing' });
    expect(push.request(prompt, 'u7', unsafe, 0)!.headers).not.toHaveProperty('idempotency-key');
    expect(push.request({ ...collect, choices: [] }, 'u7', unsafe, 0)).toBeUndefined();
    expect(push.request({ id: 'c1/1/0', type: 'contact.note', text: '' }, 'u7', unsafe, 0)).toBeUndefined();
  });

  test('the other side is asked for a reference', () => {
    const { method, url, headers } = push.lookup!('c1/3/0', connection({ guarantee: 'echo' }), 1_000);
    expect({ method, url }).toEqual({
      method: 'GET',
      url: 'https://example.org/in?tenant=7&reference=c1%2F3%2F0',
    });
    expect(headers['webhook-signature']).toMatch(/^v1,/);
    const found = (status: number) => push.found!({ status, headers: {}, body: '' });
    expect([found(200), found(404), found(500), found(401)]).toEqual([true, false, 'unknown', 'unknown']);
    expect(push.found!({ error: 'ECONNREFUSED' })).toBe('unknown');
  });

  test.each([
    [{ mode: 'push' }, false],
    [{ mode: 'push', callbackUrl: 'ftp://example.org' }, false],
    [{ mode: 'push', callbackUrl: 'https://user:secret@example.org' }, false],
    [{ mode: 'answer', extra: 1 }, false],
    [{ mode: 'answer' }, true],
  ])('the setting %j', (given, fine) => {
    expect(httpConfigSchema.safeParse(given).success).toBe(fine);
  });
});

describe('what an answer means', () => {
  const answer = (status: number, body = '', headers = {}) => outcomeOf({ status, headers, body });
  const temporary = (code: string, retryAfterSeconds?: number) => ({
    state: 'failed',
    failure: { kind: 'temporary', code },
    ...(retryAfterSeconds === undefined ? {} : { retryAfterSeconds }),
  });

  test.each([
    [answer(200, '{"id":"p1"}'), { state: 'sent', providerRef: 'p1' }],
    [answer(204), { state: 'sent' }],
    [answer(200, '<html>'), { state: 'sent' }],
    [answer(202, '{"id":7}'), { state: 'sent' }],
    [answer(409, '{"accepted":true,"id":"p1"}'), { state: 'sent', providerRef: 'p1' }],
    [answer(409), temporary('http.409')],
    [answer(429, '', { 'retry-after': '7' }), temporary('http.429', 7)],
    [answer(503, '', { 'retry-after': '999999' }), temporary('http.503', 86_400)],
    [answer(503, '', { 'retry-after': 'soon' }), temporary('http.503')],
    [
      answer(503, '', {
        date: 'Mon, 05 Jan 2026 10:00:00 GMT',
        'retry-after': 'Mon, 05 Jan 2026 10:00:30 GMT',
      }),
      temporary('http.503', 30),
    ],
    [answer(500), temporary('http.500')],
    [answer(502), temporary('http.502')],
    [answer(504), { state: 'unknown', code: 'http.504' }],
    [answer(400), { state: 'failed', failure: { kind: 'refused', code: 'http.400' } }],
    [answer(302), { state: 'failed', failure: { kind: 'refused', code: 'http.302' } }],
    [outcomeOf({ error: 'ECONNREFUSED' }), temporary('ECONNREFUSED')],
    [outcomeOf({ error: 'EAI_AGAIN' }), temporary('EAI_AGAIN')],
    [outcomeOf({ error: 'UND_ERR_CONNECT_TIMEOUT' }), temporary('UND_ERR_CONNECT_TIMEOUT')],
    [outcomeOf({ error: 'ECONNRESET' }), { state: 'unknown', code: 'ECONNRESET' }],
    [outcomeOf({ error: 'UND_ERR_SOCKET' }), { state: 'unknown', code: 'UND_ERR_SOCKET' }],
    [outcomeOf({ error: 'TimeoutError' }), { state: 'unknown', code: 'TimeoutError' }],
    [outcomeOf({ error: 'ETIMEDOUT' }), { state: 'unknown', code: 'ETIMEDOUT' }],
  ])('%j is %j', (outcome, expected) => {
    expect(outcome).toEqual(expected);
  });
});
