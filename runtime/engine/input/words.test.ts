import { describe, expect, it } from 'vitest';
import { type InputSpec, parseInput } from './parse-input.ts';

const at = Date.parse('2026-11-22T10:00:00Z');

function parse(spec: InputSpec, value: string, language = 'en', kind: 'text' | 'dtmf' | 'speech' = 'text') {
  return parseInput(spec, { kind, value }, { language, at, zone: 'Europe/Istanbul' });
}
const good = (value: string | boolean, spoken: string) => ({ ok: true, value, spoken });
const bad = (reason: string) => ({ ok: false, reason });

describe('email', () => {
  const spec: InputSpec = { as: 'email' };

  it('is taken as typed, with the domain in lower case', () => {
    expect(parse(spec, ' Ayse.Kaya@Example.COM ')).toEqual(
      good('Ayse.Kaya@example.com', 'Ayse dot Kaya at example dot com'),
    );
    expect(parse(spec, 'a+b_c@x-y.de')).toEqual(
      good('a+b_c@x-y.de', 'a plus b underscore c at x dash y dot de'),
    );
  });

  it('is understood when spelled out in speech', () => {
    const cases: [string, string, string][] = [
      ['ayşe at example dot com', 'en', 'ayse@example.com'],
      ['Ayse five at example dot com', 'en', 'ayse5@example.com'],
      ['ayşe nokta kaya et örnek nokta com nokta tr', 'tr', 'ayse.kaya@ornek.com.tr'],
      ['ali alt çizgi 5 kuyruklu a firma nokta com', 'tr', 'ali_5@firma.com'],
      ['ahmad di contoh titik my', 'ms', 'ahmad@contoh.my'],
      ['ali نقطه reza ات ساین example دات com', 'fa', 'ali.reza@example.com'],
    ];
    for (const [given, language, value] of cases)
      expect(parse(spec, given, language, 'speech'), given).toMatchObject({ ok: true, value });
  });

  it('is turned down when it cannot be one', () => {
    for (const given of [
      'a@b',
      'a..b@c.de',
      '.a@b.de',
      'a@b..de',
      'a@-b.de',
      '@b.de',
      'a@1.2.3.4',
      'a b',
      `${'a'.repeat(65)}@b.de`,
      'a@b.de\r\nBcc: x@y.z',
      'a@b.de,c@d.de',
    ])
      expect(parse(spec, given).ok, given).toBe(false);
    expect(parse(spec, '')).toEqual(bad('empty'));
  });
});

describe('yes or no', () => {
  const spec: InputSpec = { as: 'yesNo' };

  it('is a key or words of agreement, in the language or in English', () => {
    const yes: [string, string][] = [
      ['1', 'en'],
      ['Yes, please!', 'en'],
      ["that's right", 'en'],
      ['EVET', 'tr'],
      ['tabii ki', 'tr'],
      ['Ya', 'ms'],
      ['boleh lah', 'ms'],
      ['بله', 'fa'],
      ['می‌خواهم', 'fa'],
      ['yes', 'tr'],
      ['۱', 'fa'],
    ];
    const no: [string, string][] = [
      ['2', 'en'],
      ['no thanks', 'en'],
      ["I don't", 'en'],
      ['HAYIR', 'tr'],
      ['hayir', 'tr'],
      ['İPTAL', 'tr'],
      ['tak nak', 'ms'],
      ['tidak betul', 'ms'],
      ['خیر', 'fa'],
      ['نمی‌خواهم', 'fa'],
      ['no', 'tr'],
    ];
    for (const [given, language] of yes)
      expect(parse(spec, given, language), given).toMatchObject({ ok: true, value: true });
    for (const [given, language] of no)
      expect(parse(spec, given, language), given).toMatchObject({ ok: true, value: false });
  });

  it('is not guessed from a sentence, or from both', () => {
    for (const given of ['yes no', '3', 'I have no idea', 'please', 'know', 'yesterday', '?'])
      expect(parse(spec, given), given).toEqual(bad('unreadable'));
    expect(parse(spec, '  ')).toEqual(bad('empty'));
  });

  it('is read back in the language', () => {
    expect(parse(spec, '1', 'tr', 'dtmf')).toEqual(good(true, 'evet'));
    expect(parse(spec, '2', 'fa', 'dtmf')).toEqual(good(false, 'خیر'));
  });
});

describe('text', () => {
  it('is cleaned of what cannot be seen, and measured in characters', () => {
    expect(parse({ as: 'text' }, ' a\u202e\u0000b \n\t c\u0301 ')).toEqual(good('ab \u0107', 'ab \u0107'));
    expect(parse({ as: 'text', maxLength: 2 }, '😀😀')).toEqual(good('😀😀', '😀😀'));
    expect(parse({ as: 'text' }, 'می‌خواهم')).toMatchObject({ value: 'می‌خواهم' });
    expect(parse({ as: 'text' }, '\ud800a')).toMatchObject({ value: 'a' });
  });

  it('says what is wrong', () => {
    expect(parse({ as: 'text' }, '\u200b\n')).toEqual(bad('empty'));
    expect(parse({ as: 'text', minLength: 3 }, 'ab')).toEqual(bad('tooShort'));
    expect(parse({ as: 'text', maxLength: 1 }, 'ab')).toEqual(bad('tooLong'));
    expect(parse({ as: 'text', pattern: 'AA-####' }, 'tr-123')).toEqual(bad('pattern'));
  });
});
