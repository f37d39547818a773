import { describe, expect, test } from 'vitest';
import { type Config, configSchema } from '../config.ts';
import { type Collect, gather } from './gather.ts';

const attributesOf = (over: Partial<Collect> = {}, settings: Partial<Config> = {}) =>
  gather(
    {
      type: 'channel.collect',
      id: 'c/1/0',
      language: 'tr',
      dtmf: true,
      speech: true,
      timeoutSeconds: 8,
      bargeIn: true,
      ...over,
    },
    'https://pbx.example/x',
    [],
    configSchema.parse(settings),
  ).attributes ?? {};

test('a menu by key and speech', () => {
  const choices = [
    { id: 'appointment', label: 'Randevu', key: '1', words: ['randevu, almak', 'muayene'] },
    { id: 'person', label: 'Bir kişi', key: '0' },
  ];
  expect(attributesOf({ choices, hints: ['Randevu', 'fiyat'], minDigits: 1, maxDigits: 1 })).toEqual({
    input: 'dtmf speech',
    action: 'https://pbx.example/x',
    method: 'POST',
    actionOnEmptyResult: 'true',
    timeout: 8,
    numDigits: 1,
    finishOnKey: '',
    speechTimeout: 'auto',
    hints: 'Randevu, fiyat, randevu almak, muayene, Bir kişi',
    language: 'tr-TR',
  });
});

describe('what is listened for', () => {
  test.each<[string, Partial<Collect>, object]>([
    ['keys', { speech: false }, { input: 'dtmf' }],
    ['speech', { dtmf: false }, { input: 'speech', language: 'tr-TR' }],
    ['a number of any length', { maxDigits: 8, finishKey: '#' }, { numDigits: 8, finishOnKey: '#' }],
    ['seconds in parts', { timeoutSeconds: 0.2 }, { timeout: 1 }],
    ['endless silence', { timeoutSeconds: 900 }, { timeout: 120 }],
    ['slow typing', { timeoutSeconds: 4, interDigitSeconds: 6 }, { timeout: 6 }],
    ['a language the recogniser lacks: keys', { language: 'ku' }, { input: 'dtmf' }],
    ['Persian', { language: 'fa' }, { language: 'fa-IR' }],
    ['Malay', { language: 'ms' }, { language: 'ms-MY' }],
    ['British English', { language: 'en-GB' }, { language: 'en-GB' }],
    ['English of a country it lacks', { language: 'en-JM' }, { language: 'en-US' }],
  ])('%s', (_name, over, expected) => {
    expect(attributesOf(over)).toMatchObject(expected);
  });

  test('keys have no words for speech, speech no numbers of keys', () => {
    expect(Object.keys(attributesOf({ speech: false, hints: ['x'] }))).not.toContain('hints');
    expect(Object.keys(attributesOf({ dtmf: false }))).not.toContain('finishOnKey');
    expect(attributesOf({ speech: false })['numDigits']).toBeUndefined();
  });

  test('hints stay within what fits, and leave out what is too long', () => {
    const hints = String(
      attributesOf({ hints: Array.from({ length: 500 }, (_, index) => `kelime ${index}`) })['hints'],
    );
    expect(hints.length).toBeLessThanOrEqual(2_000);
    expect(attributesOf({ hints: ['x'.repeat(101), ' ', ','] })['hints']).toBeUndefined();
  });
});

describe('carriers differ', () => {
  test('Twilio wants seconds beside a speech model', () => {
    expect(attributesOf({}, { speechModel: 'nova-2' })).toMatchObject({
      speechModel: 'nova-2',
      speechTimeout: 2,
    });
  });
  test('SignalWire heeds the model only when enhanced', () => {
    expect(attributesOf({}, { dialect: 'signalwire', speechModel: 'phone_call' })).toMatchObject({
      speechModel: 'phone_call',
      enhanced: 'true',
      speechTimeout: 'auto',
    });
  });
  test('Telnyx has no words for method, empty results and models', () => {
    const names = Object.keys(attributesOf({}, { dialect: 'telnyx' }));
    expect(names).toEqual(
      expect.not.arrayContaining(['method', 'actionOnEmptyResult', 'speechTimeout', 'speechModel']),
    );
    expect(configSchema.safeParse({ dialect: 'telnyx', speechModel: 'x' }).success).toBe(false);
  });
});
