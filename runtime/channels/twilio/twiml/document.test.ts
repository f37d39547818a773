import { describe, expect, test } from 'vitest';
import { heard, readTwiml } from '../../../../tests/kit/twiml.ts';
import type { Effect, EffectBody } from '../../../engine/index.ts';
import { type Config, configSchema, DIALECTS } from '../config.ts';
import { type Hearing, render } from './document.ts';

const BASE = 'https://pbx.example';
const VOICE = `${BASE}/channels/twilio/voice`;
const config = (over: Partial<Config> = {}) => configSchema.parse(over);

const say = (text: string, over: { language?: string; recording?: string } = {}): EffectBody => ({
  type: 'channel.prompt',
  text,
  language: 'en',
  ...over,
});
const ask = (over: Partial<Extract<EffectBody, { type: 'channel.collect' }>> = {}): EffectBody => ({
  type: 'channel.collect',
  language: 'en',
  dtmf: true,
  speech: false,
  timeoutSeconds: 8,
  bargeIn: true,
  ...over,
});
const dialling = (over: { to?: string; callerId?: string; timeoutSeconds?: number } = {}): EffectBody => ({
  type: 'channel.dial',
  to: '+90 (212) 555-01 02',
  timeoutSeconds: 25,
  language: 'en',
  ...over,
});
const END: EffectBody = { type: 'channel.end', reason: 'completed' };

const hearingOf = (bodies: EffectBody[], over: Partial<Hearing> = {}): Hearing => ({
  effects: bodies.map((body, index) => ({ ...body, id: `c/3/${index}` }) as Effect),
  from: 2,
  to: 3,
  ended: false,
  ...over,
});
const write = (bodies: EffectBody[], settings: Partial<Config> = {}, at = {}) =>
  render(hearingOf(bodies), at, BASE, config(settings));
const verbs = (bodies: EffectBody[], settings: Partial<Config> = {}, at = {}) =>
  readTwiml(write(bodies, settings, at), settings.dialect);
const shape = (bodies: EffectBody[], settings: Partial<Config> = {}) =>
  verbs(bodies, settings).map(({ name, verbs: inner }) =>
    inner.length === 0 ? name : `${name}(${inner.map((one) => one.name).join(' ')})`,
  );

describe('what follows what', () => {
  test.each<[string, EffectBody[], string[]]>([
    [
      'a question that may be interrupted',
      [say('Hi.'), say('1 or 2?'), ask()],
      ['Gather(Say Say)', 'Redirect'],
    ],
    ['one that may not', [say('Hi.'), ask({ bargeIn: false })], ['Say', 'Gather', 'Redirect']],
    ['a question without words', [ask()], ['Gather', 'Redirect']],
    ['an end', [say('Bye.'), END], ['Say', 'Hangup']],
    ['a dialled call', [say('One moment.'), dialling()], ['Say', 'Dial(Number)']],
    ['a number nobody can dial', [dialling({ to: 'the boss' })], ['Redirect']],
    ['waiting', [say('One moment.')], ['Say', 'Pause', 'Redirect']],
    ['nothing', [], ['Pause', 'Redirect']],
    ['notes, which nobody hears', [{ type: 'contact.note', text: 'x' }], ['Pause', 'Redirect']],
    [
      'a question overtaken by another',
      [say('A?'), ask(), say('B?'), ask()],
      ['Gather(Say Say)', 'Redirect'],
    ],
    ['a question overtaken by words', [say('A?'), ask(), say('Wait.')], ['Say', 'Say', 'Pause', 'Redirect']],
    ['nothing after the end', [say('Bye.'), END, say('Hello?'), ask()], ['Say', 'Hangup']],
    ['a recording', [say('Hi.', { recording: 'https://cdn.example/hi.mp3' }), END], ['Play', 'Hangup']],
    [
      'a recording nobody can fetch',
      [say('Hi.', { recording: 'http://cdn.example/hi.mp3' }), END],
      ['Say', 'Hangup'],
    ],
    ['a recording by name', [say('Hi.', { recording: 'hi' }), END], ['Say', 'Hangup']],
  ])('%s', (_name, bodies, expected) => {
    for (const dialect of DIALECTS) expect(shape(bodies, { dialect })).toEqual(expected);
  });

  test('a contact that is over hangs up whatever it said last', () => {
    const over = render(hearingOf([say('Bye.')], { ended: true }), {}, BASE, config());
    expect(readTwiml(over).map(({ name }) => name)).toEqual(['Say', 'Hangup']);
  });
});

describe('addresses carry the turn', () => {
  test('of a question, for the answer and for silence', () => {
    const [gather, redirect] = verbs([say('Evet mi?', { language: 'tr' }), ask({ language: 'tr' })]);
    expect(gather?.attributes['action']).toBe(`${VOICE}/turn?turn=3&language=tr`);
    expect(redirect?.text).toBe(`${VOICE}/turn?turn=3&language=tr`);
  });
  test('of a dialled call', () => {
    expect(verbs([dialling()])[0]?.attributes['action']).toBe(`${VOICE}/dial?turn=3`);
    expect(verbs([dialling({ to: '' })])[0]?.text).toBe(`${VOICE}/dial?turn=3&undialable=1`);
  });
  test('of waiting, ever more slowly, and from the beginning after new words', () => {
    const lengths = [0, 1, 2, 5, 19, 500].map((wait) => verbs([], {}, { wait })[0]?.attributes['length']);
    expect(lengths).toEqual(['1', '1', '2', '3', '10', '10']);
    expect(verbs([], {}, { wait: 4, language: 'fa' })[1]?.text).toBe(
      `${VOICE}/turn?turn=3&language=fa&wait=5`,
    );
    expect(verbs([say('A')], {}, { wait: 4 })[2]?.text).toBe(`${VOICE}/turn?turn=3&language=en&wait=1`);
  });
});

test('a dialled call rings and shows what it should', () => {
  const attributes = (over: Parameters<typeof dialling>[0], dialect: Config['dialect'] = 'twilio') =>
    verbs([dialling(over)], { dialect })[0];
  expect(attributes({ callerId: '+1 500 555 0006' })).toMatchObject({
    attributes: { timeout: '25', callerId: '+15005550006', method: 'POST' },
    verbs: [{ name: 'Number', text: '+902125550102' }],
  });
  expect(attributes({ callerId: 'Clinic' })?.attributes).not.toHaveProperty('callerId');
  expect(attributes({ timeoutSeconds: 900 }, 'twilio')?.attributes['timeout']).toBe('600');
  expect(attributes({ timeoutSeconds: 900 }, 'telnyx')?.attributes['timeout']).toBe('120');
  expect(attributes({ timeoutSeconds: 1 }, 'signalwire')?.attributes['timeout']).toBe('5');
});

describe('much to say', () => {
  const long = (sentences: number, sign = 'ş') => `${`${sign.repeat(60)}. `.repeat(sentences)}`.trim();

  test('goes into pieces at sentences, and nothing is lost', () => {
    const text = long(160);
    const pieces = heard(verbs([say(text), ask()]));
    expect(pieces.length).toBeGreaterThan(1);
    expect(pieces.every((piece) => piece.endsWith('.'))).toBe(true);
    expect(pieces.join(' ')).toBe(text);
  });

  test('goes into several documents when one would be too large, each fetched by the one before', () => {
    const bodies = Array.from({ length: 30 }, (_, index) => say(`${index}: ${long(150, '&')}`));
    const hearing = hearingOf([...bodies, ask()]);
    const all: string[] = [];
    let documents = 0;
    for (let part: number | undefined = 0; part !== undefined; documents += 1) {
      const read = readTwiml(render(hearing, { part }, BASE, config()));
      all.push(...heard(read));
      const next = read.at(-1)!.text;
      const more: string | null = new URL(next).searchParams.get('part');
      expect(new URL(next).searchParams.get('turn')).toBe(more === null ? '3' : '2');
      part = more === null ? undefined : Number(more);
    }
    expect(documents).toBeGreaterThan(3);
    const told = bodies.map((body) => ('text' in body ? body.text : ''));
    expect(all.join(' ').replace(/\s+/g, '')).toBe(told.join('').replace(/\s+/g, ''));
  });
});

test('customers can say what they like: it is spoken, never obeyed', () => {
  const nasty = [
    ']]> <Hangup/>',
    '</Say><Dial><Number>+900</Number></Dial><Say>',
    '<![CDATA[ x ]]>',
    '&lt;Hangup/&gt; &#0; &amp;amp; &xxe;',
    '<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]>',
    '" onload="x" \' >',
    'a\u0000b\u0001c\u000bd\u001be\u007ff\ufffeg\uffff',
    'half \ud83d and \udc00 half, whole \u{1f600}',
    '\u202eright to left\u202c سلام',
    'line\r\nbreak\ttab',
    '<?xml version="1.0"?><?php x ?>',
    '<!-- -- -->',
  ];
  for (const dialect of DIALECTS)
    for (const text of nasty) {
      const spoken = text.replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '');
      const read = verbs([say(text), ask({ speech: true, hints: [text], finishKey: '#' })], { dialect });
      expect(read.map(({ name }) => name)).toEqual(['Gather', 'Redirect']);
      expect(read[0]?.verbs.map(({ name }) => name)).toEqual(['Say']);
      // A line break in a text may come back as "\n": XML says so, and nobody hears the difference.
      expect(heard(read)[0]?.replace(/\r\n/g, '\n')).toBe(spoken.trim().replace(/\r\n/g, '\n'));
      for (const hostile of [dialling({ to: text, callerId: text }), dialling({ callerId: text })])
        expect(['Redirect', 'Dial']).toContain(verbs([hostile], { dialect })[0]?.name);
    }
});

test('the same hearing gives the same document', () => {
  expect(write([say('Hi.'), ask()])).toBe(write([say('Hi.'), ask()]));
});
