import { describe, expect, test } from 'vitest';
import { draws } from '../../../../tests/kit/forgeries.ts';
import { type Config, configSchema } from '../config.ts';
import { spokenTag } from './languages.ts';
import { pieces, speech } from './speech.ts';

const voice = (language: string, settings: Partial<Config> = {}) =>
  speech({ text: 'x', language }, configSchema.parse(settings))[0]?.attributes;

describe('languages', () => {
  test.each([
    ['tr', 'tr-TR'],
    ['en', 'en-US'],
    ['en-GB', 'en-GB'],
    ['ms', 'ms-MY'],
    ['pt-br', 'pt-BR'],
    ['zh', 'cmn-CN'],
    ['ar', 'arb'],
    ['nb', 'nb-NO'],
    ['no', 'nb-NO'],
    ['de-CH', 'de-DE'],
    ['fa', undefined],
    ['x', undefined],
  ])('%s is read aloud as %s', (language, tag) => {
    expect(spokenTag(language)).toBe(tag);
  });

  test('a voice of our own, by the whole tag or the language', () => {
    const voices = { tr: 'Polly.Filiz', 'en-GB': 'Google.en-GB-Wavenet-A', fa: 'Own.fa' };
    expect(voice('tr-TR', { voices })).toEqual({ voice: 'Polly.Filiz', language: 'tr-TR' });
    expect(voice('en-GB', { voices })).toEqual({ voice: 'Google.en-GB-Wavenet-A', language: 'en-GB' });
    expect(voice('en', { voices })).toEqual({ language: 'en-US' });
    expect(voice('fa', { voices })).toEqual({ voice: 'Own.fa', language: undefined });
  });

  test('Telnyx reads languages with one voice only', () => {
    expect(voice('tr', { dialect: 'telnyx' })).toEqual({ voice: 'alice', language: 'tr-TR' });
    expect(voice('tr', { dialect: 'telnyx', voices: { tr: 'Polly.Filiz' } })).toEqual({
      voice: 'Polly.Filiz',
      language: 'tr-TR',
    });
  });
});

describe('pieces', () => {
  test.each([
    ['nothing', '  ', []],
    ['what fits', ' Hello. ', ['Hello.']],
    ['sentences', 'One two. Three four five.', ['One two.', 'Three four', 'five.']],
    ['a question in Persian', 'سلام؟ خوبی یا نه', ['سلام؟', 'خوبی یا نه']],
    ['words', 'alpha beta gamma', ['alpha beta', 'gamma']],
    ['one endless word', 'abcdefghijklmnop', ['abcdefghijkl', 'mnop']],
    ['no decimal point', 'It is 12.50 lira now', ['It is 12.50', 'lira now']],
  ])('%s', (_name, text, expected) => {
    expect(pieces(text, 12)).toEqual(expected);
  });

  test('no character is cut in two', () => {
    expect(pieces('a😀😀😀', 4)).toEqual(['a😀', '😀😀']);
  });

  test('500 random texts: every piece fits and has something in it, and nothing is lost', () => {
    const draw = draws(5);
    for (let round = 0; round < 500; round += 1) {
      const text = Array.from(
        { length: draw(60) },
        () => draw.text(draw(20)) + ['. ', ' ', '! ', '\n'][draw(4)]!,
      ).join('');
      const limit = 2 + draw(40);
      const cut = pieces(text, limit);
      expect(cut.every((piece) => piece.length > 0 && piece.length <= limit)).toBe(true);
      expect(cut.join('').replace(/\s/g, '')).toBe(text.replace(/\s/g, ''));
    }
  });
});
