import { describe, expect, test } from 'vitest';
import { jsonLog } from '../log.ts';
import type { LogLevel } from '../settings.ts';
import { discretion } from './discretion.ts';

function written(from: LogLevel = 'debug', known: string[] = []) {
  const lines: string[] = [];
  const discreet = discretion(known);
  const log = jsonLog({ from, now: () => 0, discreet, write: (line) => lines.push(line) });
  const one = (message: string, fields?: { [name: string]: unknown }) => {
    log('info', message, fields);
    return JSON.parse(lines.at(-1)!) as { [name: string]: unknown };
  };
  return { lines, log, one, discreet };
}

test('a line is JSON: time, level, message, and what it is about', () => {
  const { one } = written();
  expect(one('a step failed', { contact: 'mi8zkq3v12345', seq: 3 })).toEqual({
    time: '1970-01-01T00:00:00.000Z',
    level: 'info',
    message: 'a step failed',
    contact: 'mi8zkq3v12345',
    seq: 3,
  });
});

test('fields cannot pass for what every line has', () => {
  const { one } = written();
  expect(one('said', { level: 'error', time: 'never', message: 'words of a failure' })).toMatchObject({
    level: 'info',
    message: 'said',
    detail: 'words of a failure',
    time: expect.stringContaining('1970'),
  });
});

test.each<[LogLevel, number]>([
  ['error', 1],
  ['warn', 2],
  ['info', 3],
  ['debug', 4],
])('from %s on', (from, count) => {
  const { lines, log } = written(from);
  for (const level of ['error', 'warn', 'info', 'debug'] as const) log(level, 'x');
  expect(lines).toHaveLength(count);
});

test('nobody can write a line of their own, or commands for a terminal', () => {
  const { lines, log } = written();
  log('info', 'a\n{"level":"error"}\u2028\u009b31m', { 'na\nme': 'b\r\nc\u001b[2J' });
  expect(lines).toHaveLength(1);
  // oxlint-disable-next-line no-control-regex -- what is looked for
  expect(lines[0]!.slice(0, -1)).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]/);
});

test('whatever it is given, it writes', () => {
  const { one } = written();
  const round: { [name: string]: unknown } = {};
  round['self'] = round;
  const cause = new Error('+90 532 123 45 67 is not known');
  expect(
    one('odd', {
      round,
      big: 12n,
      act: () => 1,
      list: [null, undefined],
      error: new TypeError('no', { cause }),
    }),
  ).toMatchObject({ big: '12', error: 'TypeError: no (Error: «masked» is not known)' });
});

describe('masked by what it looks like', () => {
  test.each([
    ['call +90 532 123 45 67', 'call «masked»'],
    ['mail ada@example.com now', 'mail «masked» now'],
    ['card 4111 1111 1111 1111', 'card «masked»'],
    ['pay TR330006100519786457841326', 'pay «masked»'],
    ['authorization: Bearer abc.def-ghi', 'authorization: Bearer «masked»'],
    ['Basic dXNlcjpwYXNz sent', 'Basic «masked» sent'],
    ['GET /welcome?token=abcdefgh&x=1', 'GET /welcome?token=«masked»&x=1'],
    ['{"password":"hunter2hunter2"}', '{"password":"«masked»"}'],
    ['https://ada:pass@partner/x', 'https://«masked»@partner/x'],
    ['with pb_0123456789abcdefghij', 'with «masked»'],
    ['with whsec_MDEyMzQ1Njc4OWFiY2RlZg==', 'with «masked»'],
    ['jwt eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2ln', 'jwt «masked»'],
    ['q9X0ZkqPz7b1yJ2mV3nC4rT5wA6sD7fG8hK9lQ0eR1t opened', '«masked» opened'],
    ['from 8.8.8.8 and 2a00:1450:4017::200e', 'from «masked» and «masked»'],
  ])('%s', (given, left) => expect(written().one(given)['message']).toBe(left));

  test.each([
    'connect ECONNREFUSED 127.0.0.1:5432',
    'at 10.0.0.7 and ::1',
    'the key 3f2a9c1d0b4e of e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
    'contact mi8zkq3v12345 seq 12 at 2026-11-22T13:00:00.000Z',
    'flow appointment-of-the-dental-clinic-in-the-north, node ask_name',
  ])('but not %s', (text) => expect(written().one(text)['message']).toBe(text));

  test('numbers as long as those of telephones, but no times', () => {
    expect(written().one('x', { a: 905321234567, at: 1763805600000, ms: 12 })).toMatchObject({
      a: '«masked»',
      at: 1763805600000,
      ms: 12,
    });
  });
});

test.each([
  'password',
  'apiKey',
  'api_key',
  'Authorization',
  'set-cookie',
  'clientSecret',
  'visitorToken',
  'from',
  'e-mail',
  'phone',
  'name',
  'text',
  'address',
])('masked by its name: %s', (name) =>
  expect(written().one('x', { about: { [name]: 'anything' } })).toMatchObject({
    about: { [name]: '«masked»' },
  }),
);

describe('what is known to be secret', () => {
  const secret = 'plain words & a pass';
  test.each([
    ['as it is', secret],
    ['in an address', encodeURIComponent(secret)],
    ['as base64', Buffer.from(secret).toString('base64')],
    ['as hexadecimal', Buffer.from(secret).toString('hex')],
    ['as JSON', JSON.stringify({ a: secret })],
  ])('is masked %s', (_, form) => {
    const { lines, log, discreet } = written();
    discreet.register(secret);
    log('warn', `said ${form}`, { error: new Error(`it was ${form}`), list: [form] });
    expect(lines.join('')).not.toContain(form);
    expect(lines.join('').match(/«masked»/g)?.length).toBeGreaterThan(2);
  });

  test('also when it was known before the first line', () => {
    expect(written('debug', [secret]).one(`x ${secret}`)['message']).toBe('x «masked»');
  });
});
