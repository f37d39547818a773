import { describe, expect, test } from 'vitest';
import type { Connection } from '../adapter.ts';
import { clientIdOf, inboundOf, languageOf, openingOf, readFrame } from './parse.ts';
import { MAX_FRAME } from './protocol.ts';

const connection: Connection = {
  id: 'web',
  organisation: 'demo',
  channel: 'chat',
  name: 'Web',
  flow: 'clinic',
  config: {},
};
const visitor = { id: 'v1', connection, language: 'tr' };

describe('readFrame', () => {
  test.each([
    [{ type: 'hello', token: 't', after: 0 }],
    [{ type: 'hello', token: 't', after: 7, contact: 'c', previous: 'b', language: 'fa-IR' }],
    [{ type: 'say', id: 'message-1', text: 'Merhaba' }],
    [{ type: 'choose', id: 'message-2', choice: 'prices' }],
    [{ type: 'again' }],
    [{ type: 'typing' }],
  ])('reads %j', (frame) => expect(readFrame(JSON.stringify(frame))).toEqual(frame));

  test.each([
    ['no JSON', 'hello'],
    ['half of it', '{"type":"say"'],
    ['no object', '[]'],
    ['nothing', ''],
    ['null', 'null'],
    ['an unknown type', '{"type":"shout"}'],
    ['a field too many', '{"type":"again","admin":true}'],
    ['no id', '{"type":"say","text":"x"}'],
    ['an id that could pass for another visitor’s', '{"type":"say","id":"v2:message","text":"x"}'],
    ['a short id', '{"type":"say","id":"1","text":"x"}'],
    ['only blanks', '{"type":"say","id":"message-1","text":" \\n "}'],
    ['a long text', JSON.stringify({ type: 'say', id: 'message-1', text: 'x'.repeat(10_001) })],
    ['a number for a text', '{"type":"say","id":"message-1","text":1}'],
    ['a position before the beginning', '{"type":"hello","token":"t","after":-1}'],
    ['a prototype', '{"__proto__":{"type":"again"}}'],
  ])('refuses %s', (_, text) => expect(readFrame(text)).toBeUndefined());

  test('the longest text fits into a frame in any script', () => {
    const text = JSON.stringify({ type: 'say', id: 'x'.repeat(64), text: '好'.repeat(10_000) });
    expect(Buffer.byteLength(text)).toBeLessThan(MAX_FRAME);
    expect(readFrame(text)).toBeDefined();
  });
});

describe('inbounds', () => {
  test('a text', () =>
    expect(inboundOf({ type: 'say', id: 'message-1', text: 'Merhaba' }, visitor)).toEqual({
      id: 'v1:message-1',
      conversation: 'v1',
      from: 'v1',
      customer: { kind: 'visitor', address: 'v1', language: 'tr' },
      what: { type: 'input', input: { kind: 'text', value: 'Merhaba' } },
    }));

  test('a choice', () =>
    expect(inboundOf({ type: 'choose', id: 'message-1', choice: 'prices' }, visitor).what).toEqual({
      type: 'input',
      input: { kind: 'choice', value: 'prices' },
    }));

  test('opening the same conversation twice is one delivery, the next one is another', () => {
    expect(openingOf(undefined, visitor)).toEqual(openingOf(undefined, visitor));
    expect(openingOf('c1', visitor).id).not.toBe(openingOf(undefined, visitor).id);
  });

  test('no id of a client passes for an opening', () => {
    expect(readFrame('{"type":"say","id":"open:first","text":"x"}')).toBeUndefined();
  });

  test.each([
    ['v1:message-1', 'message-1'],
    ['v2:message-1', undefined],
    [undefined, undefined],
  ])('the client’s id of %s', (delivery, id) => expect(clientIdOf(delivery, 'v1')).toBe(id));
});

test.each([
  ['tr', 'tr'],
  ['tr-tr', 'tr-TR'],
  ['zh-hant', 'zh-Hant'],
  ['', undefined],
  ['../../etc', undefined],
  [undefined, undefined],
])('the language %s is %s', (tag, language) => expect(languageOf(tag)).toBe(language));
