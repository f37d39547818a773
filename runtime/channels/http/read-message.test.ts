import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readDelivery } from './read-delivery.ts';
import { readMessage } from './read-message.ts';
import { Refusal } from './refusal.ts';

const whole = { id: 'm1', conversation: 'c1' };
const read = (more: object, connection = 'line') =>
  readMessage(JSON.parse(JSON.stringify({ ...whole, ...more })), connection);

test.each([
  [{}, { type: 'opened' }],
  [{ text: 'hello' }, { type: 'input', input: { kind: 'text', value: 'hello' }, opens: true }],
  [{ choice: 'cards' }, { type: 'input', input: { kind: 'choice', value: 'cards' } }],
  [{ digits: '12#' }, { type: 'input', input: { kind: 'dtmf', value: '12#' } }],
  [{ left: true }, { type: 'left' }],
  [{ inputs: { amount: 3 } }, { type: 'opened', inputs: { amount: 3 } }],
  [
    { inputs: { list: [{ a: null }] }, text: 'hi' },
    { type: 'opened', inputs: { list: [{ a: null }] }, text: 'hi' },
  ],
])('%j is read', (more, what) => {
  expect(read(more).what).toEqual(what);
});

test('who it is stays with the connection it came by', () => {
  expect(read({ from: 'u7', name: 'Ann', language: 'tr' })).toMatchObject({
    id: 'm1',
    conversation: 'c1',
    from: 'u7',
    customer: { kind: 'external', address: 'line/u7', name: 'Ann', language: 'tr' },
  });
  expect(read({}, 'other').customer).toEqual({ kind: 'external', address: 'other/c1' });
});

test.each([
  ['message.unknown-field', 'txt', { txt: 'hello' }],
  ['message.missing-field', 'id', { id: undefined }],
  ['message.missing-field', 'conversation', { conversation: undefined }],
  ['message.invalid-field', 'id', { id: 7 }],
  ['message.invalid-field', 'id', { id: '' }],
  ['message.invalid-field', 'id', { id: 'x'.repeat(201) }],
  ['message.invalid-field', 'conversation', { conversation: 'a\u0000b' }],
  ['message.invalid-field', 'from', { from: 'a\nb' }],
  ['message.invalid-field', 'name', { name: { first: 'Ann' } }],
  ['message.invalid-field', 'language', { language: 'no language' }],
  ['message.invalid-field', 'text', { text: ['hello'] }],
  ['message.invalid-field', 'choice', { choice: '' }],
  ['message.invalid-field', 'digits', { digits: '12a' }],
  ['message.invalid-field', 'left', { left: 'yes' }],
  ['message.more-than-one-input', undefined, { text: 'a', choice: 'b' }],
  ['message.inputs-only-open', 'inputs', { choice: 'a', inputs: {} }],
  ['message.invalid-field', 'inputs', { inputs: [1] }],
  ['message.invalid-field', 'inputs', { inputs: null }],
  ['message.too-many-inputs', 'inputs', { inputs: Object.fromEntries([...Array(201).keys()].entries()) }],
])('%s %s: %j is refused', (code, field, more) => {
  expect(() => read(more)).toThrow(expect.objectContaining({ status: 400, code, field }));
});

test('a half of a character pair is refused in what has to be told apart, and taken in what was said', () => {
  expect(() => readMessage({ ...whole, id: 'a\ud800' }, 'line')).toThrow(Refusal);
  expect(read({ text: 'a'.repeat(9_999) + '😀' }).what).toEqual({
    type: 'input',
    opens: true,
    input: { kind: 'text', value: 'a'.repeat(9_999) },
  });
});

test('names that reach into JavaScript are refused at any depth, and so is a depth beyond 32', () => {
  const parse = (json: string) => () => readMessage(JSON.parse(json), 'line');
  expect(parse('{"id":"m","conversation":"c","__proto__":{"text":"x"}}')).toThrow('message.unknown-field');
  expect(parse('{"id":"m","conversation":"c","constructor":1}')).toThrow('message.unknown-field');
  for (const name of ['__proto__', 'constructor', 'prototype'])
    expect(parse(`{"id":"m","conversation":"c","inputs":{"a":[{"${name}":1,"${name}":2}]}}`)).toThrow(
      expect.objectContaining({ code: 'body.forbidden-name', field: `inputs.${name}` }),
    );
  const nested = (levels: number) => JSON.parse('['.repeat(levels) + ']'.repeat(levels)) as unknown;
  expect(() => readMessage({ ...whole, inputs: { a: nested(29) } }, 'line')).not.toThrow();
  expect(() => readMessage({ ...whole, inputs: { a: nested(30) } }, 'line')).toThrow('body.too-deep');
  expect(() => readMessage({ ...whole, inputs: { a: nested(100_000) } }, 'line')).toThrow('body.too-deep');
});

test('whatever comes, the answer is a message with sender and id, or a refusal', () => {
  const field = fc.constantFrom(
    'id',
    'conversation',
    'from',
    'name',
    'language',
    'text',
    'choice',
    'left',
    'inputs',
  );
  const value = fc.oneof(fc.string(), fc.jsonValue(), fc.constant(true), fc.constant('a'));
  fc.assert(
    fc.property(fc.oneof(fc.jsonValue(), fc.dictionary(field, value)), (given) => {
      try {
        const { id, conversation, customer } = readMessage(given, 'line');
        return id !== '' && conversation !== '' && customer!.address.startsWith('line/');
      } catch (error) {
        return error instanceof Refusal;
      }
    }),
    { numRuns: 5_000 },
  );
});

test('a word on something sent is read, and has one id however often it comes', () => {
  const given = { reference: 'c1/3/0', state: 'delivered' };
  expect(readDelivery(given)).toEqual({
    id: 'delivery c1/3/0 delivered',
    conversation: 'c1',
    what: { type: 'delivery', effect: 'c1/3/0', state: 'delivered' },
  });
  expect(readDelivery({ ...given, state: 'failed', code: 'blocked' }).what).toMatchObject({
    code: 'blocked',
  });
  for (const broken of [
    null,
    {},
    { ...given, state: 'read' },
    { ...given, reference: '' },
    { ...given, x: 1 },
  ])
    expect(() => readDelivery(broken)).toThrow(Refusal);
});
