import { describe, expect, test } from 'vitest';
import { draws } from '../../../tests/kit/forgeries.ts';
import { inputSchema } from '../../engine/index.ts';
import type { Position, Route } from './links.ts';
import { parse } from './parse.ts';

const CALL = {
  CallSid: 'CA1',
  From: '+905321234567',
  To: '+15005550006',
  CallStatus: 'in-progress',
  Direction: 'inbound',
};
const read = (route: Route, position: Position, fields: { [name: string]: string } = {}) =>
  parse(route, position, new Map(Object.entries({ ...CALL, ...fields })));
const saying = (route: Route, position: Position, fields: { [name: string]: string } = {}) =>
  read(route, position, fields).inbound.map(({ id, what }) => ({ id, ...what }));

test('the first request of a call opens it', () => {
  expect(read('', {}, { CallStatus: 'ringing' }).inbound).toEqual([
    {
      id: 'CA1:open',
      conversation: 'CA1',
      from: '+905321234567',
      to: '+15005550006',
      customer: { kind: 'phone', address: '+905321234567' },
      what: { type: 'opened' },
    },
  ]);
});

describe('who calls', () => {
  test.each([
    ['a number', { From: '+905321234567' }, '+905321234567', { kind: 'phone', address: '+905321234567' }],
    ['without plus', { From: ' 905321234567' }, '+905321234567', { kind: 'phone', address: '+905321234567' }],
    ['ANONYMOUS on a keypad', { From: '+266696687' }, undefined, undefined],
    ['RESTRICTED on a keypad', { From: '+7378742833' }, undefined, undefined],
    ['withheld in words', { From: 'anonymous' }, undefined, undefined],
    ['nothing', { From: '' }, undefined, undefined],
    [
      'a SIP address',
      { From: 'sip:ann@example.com' },
      'sip:ann@example.com',
      { kind: 'external', address: 'sip:ann@example.com' },
    ],
    [
      'the one we called',
      { Direction: 'outbound-api', From: '+15005550006', To: '+491711234567' },
      '+491711234567',
      { kind: 'phone', address: '+491711234567' },
    ],
  ])('%s', (_name, fields, from, customer) => {
    const [inbound] = read('', {}, fields).inbound;
    expect(inbound?.from).toBe(from);
    expect(inbound?.customer).toEqual(customer);
    expect(inbound?.to).toBe('+15005550006');
  });
});

describe('what the caller answers', () => {
  const dtmf = (value: string) => ({ id: 'CA1:4', type: 'input', input: { kind: 'dtmf', value } });
  const speech = (value: string, confidence?: number) => ({
    id: 'CA1:4',
    type: 'input',
    input: { kind: 'speech', value, ...(confidence === undefined ? {} : { confidence }) },
  });
  const silence = { id: 'CA1:4', type: 'timedOut' };
  test.each([
    ['keys', { Digits: '12' }, dtmf('12')],
    ['a star', { Digits: '*' }, dtmf('*')],
    ['a hash', { Digits: '#', FinishedOnKey: '' }, dtmf('#')],
    ['keys, the ending key left out', { Digits: '1234', FinishedOnKey: '#' }, dtmf('1234')],
    ['keys, the ending key sent along', { Digits: '1234#', FinishedOnKey: '#' }, dtmf('1234')],
    ['keys with a hash that did not end them', { Digits: '12#', FinishedOnKey: '' }, dtmf('12#')],
    [
      'speech',
      { SpeechResult: 'randevu almak istiyorum', Confidence: '0.91' },
      speech('randevu almak istiyorum', 0.91),
    ],
    ['speech without confidence', { SpeechResult: ' Prices. ' }, speech('Prices.')],
    ['speech with a confidence that is none', { SpeechResult: 'a', Confidence: 'high' }, speech('a')],
    ['speech with an impossible confidence', { SpeechResult: 'a', Confidence: '7' }, speech('a')],
    ['keys and speech', { Digits: '1', SpeechResult: 'ten' }, dtmf('1')],
    ['nothing at all', {}, silence],
    ['empty fields', { Digits: '', SpeechResult: '  ' }, silence],
    ['fields nobody knows', { Digits: '1', Sentiment: 'angry', '': 'x', __proto__x: '1' }, dtmf('1')],
  ])('%s', (_name, fields, expected) => {
    expect(saying('/turn', { turn: 4 }, fields)).toEqual([expected]);
  });

  test('somebody who hung up is not silent, but gone', () => {
    expect(saying('/turn', { turn: 4 }, { CallStatus: 'completed' })).toEqual([
      { id: 'CA1:status:completed', type: 'left', reason: 'completed' },
    ]);
  });

  test('asking what to hear next answers nothing', () => {
    expect(saying('/turn', { turn: 4, wait: 1 }, { Digits: '1' })).toEqual([]);
    expect(saying('/turn', { turn: 4, part: 1 }, { Digits: '1' })).toEqual([]);
  });
});

describe('a dialled call', () => {
  test.each([
    ['completed', '61', { status: 'completed', seconds: 61 }],
    ['answered', '', { status: 'completed', seconds: 0 }],
    ['busy', '0', { status: 'busy', seconds: 0 }],
    ['no-answer', '', { status: 'noAnswer', seconds: 0 }],
    ['canceled', '', { status: 'noAnswer', seconds: 0 }],
    ['failed', '-1', { status: 'failed', seconds: 0 }],
  ])('%s', (DialCallStatus, DialCallDuration, result) => {
    expect(saying('/dial', { turn: 4 }, { DialCallStatus, DialCallDuration })).toEqual([
      { id: 'CA1:4:dial', type: 'result', result },
    ]);
  });

  test('the caller hangs up while connected: the flow is told both', () => {
    const fields = { DialCallStatus: 'completed', DialCallDuration: '9', CallStatus: 'completed' };
    expect(saying('/dial', { turn: 4 }, fields).map(({ type }) => type)).toEqual(['result', 'left']);
  });

  test('a number that could not be dialled has failed', () => {
    const parsed = read('/dial', { turn: 4, undialable: true });
    expect(parsed.problem).toBeUndefined();
    expect(parsed.inbound[0]?.what).toEqual({ type: 'result', result: { status: 'failed', seconds: 0 } });
  });

  test.each(['', 'sideways', 'constructor'])(
    '"%s" is a problem, and the flow does not wait for ever',
    (status) => {
      const parsed = read('/dial', { turn: 4 }, { DialCallStatus: status });
      expect(parsed.problem?.code).toBe('dial-status.unknown');
      expect(parsed.inbound[0]?.what).toEqual({ type: 'result', result: { status: 'failed', seconds: 0 } });
    },
  );
});

describe('the state of a call', () => {
  test.each(['completed', 'busy', 'failed', 'no-answer', 'canceled'])(
    '%s: the caller has left',
    (CallStatus) => {
      expect(saying('/status', {}, { CallStatus })).toEqual([
        { id: `CA1:status:${CallStatus}`, type: 'left', reason: CallStatus },
      ]);
    },
  );
  test.each(['queued', 'initiated', 'ringing', 'in-progress', 'answered'])(
    '%s: nothing to tell',
    (CallStatus) => {
      expect(read('/status', {}, { CallStatus })).toEqual({ call: 'CA1', inbound: [] });
    },
  );
});

describe('what is not as documented', () => {
  test.each([
    ['no call', '/turn', { turn: 4 }, { CallSid: '' }, 'call.missing'],
    ['a call id with line breaks', '', {}, { CallSid: 'a\r\nb' }, 'call.missing'],
    ['an endless call id', '', {}, { CallSid: 'C'.repeat(201) }, 'call.missing'],
    ['no turn', '/turn', {}, { Digits: '1' }, 'turn.missing'],
    ['no turn of a dialled call', '/dial', {}, { DialCallStatus: 'busy' }, 'turn.missing'],
    ['letters among the keys', '/turn', { turn: 4 }, { Digits: '1x2' }, 'digits.unreadable'],
    ['a state nobody knows', '/status', {}, { CallStatus: 'levitating' }, 'status.unknown'],
  ] as const)('%s', (_name, route, position, fields, code) => {
    expect(read(route, position, fields).problem?.code).toBe(code);
  });
});

test('10,000 random forms: nothing throws, every inbound has an id and a conversation, every input is one', () => {
  const draw = draws(23);
  const names = [
    ...Object.keys(CALL),
    'Digits',
    'SpeechResult',
    'Confidence',
    'FinishedOnKey',
    'DialCallStatus',
  ];
  const routes: Route[] = ['', '/turn', '/dial', '/status'];
  for (let round = 0; round < 10_000; round += 1) {
    const fields = Object.fromEntries(
      names.filter(() => draw(3) > 0).map((name) => [name, draw.text(draw(30))]),
    );
    const position: Position = draw(3) === 0 ? {} : { turn: draw(100) };
    const form = draw(2) === 0 ? { ...CALL, ...fields } : fields;
    for (const one of parse(routes[draw(4)]!, position, new Map(Object.entries(form))).inbound) {
      expect(one.id.startsWith(`${one.conversation}:`) && one.conversation !== '').toBe(true);
      if (one.what.type === 'input') inputSchema.parse(one.what.input);
    }
  }
});
