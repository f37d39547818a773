import fc from 'fast-check';
import { getCountries } from 'libphonenumber-js/max';
import { describe, expect, it } from 'vitest';
import { COUNTRIES } from './countries.ts';
import { type InputSpec, inputSpecSchema, parseInput } from './parse-input.ts';

const at = Date.parse('2026-11-22T10:00:00Z');

function parse(spec: InputSpec, value: string, language = 'en', kind: 'text' | 'dtmf' | 'speech' = 'text') {
  return parseInput(spec, { kind, value }, { language, at, zone: 'Europe/Istanbul' });
}
const good = (value: string | boolean, spoken: string) => ({ ok: true, value, spoken });
const bad = (reason: string) => ({ ok: false, reason });

describe('digits', () => {
  const spec: InputSpec = { as: 'digits', minDigits: 3, maxDigits: 8 };

  it('come from keys, type and speech, in any script', () => {
    const cases: [string, string, string, string?][] = [
      ['1234-5678', '12345678', '1 2 3 4 5 6 7 8'],
      ['0070', '0070', '0 0 7 0'],
      ['double five thirty two', '5532', '5 5 3 2'],
      ['oh seven one', '071', '0 7 1'],
      ['sıfır beş otuz iki', '0532', '0 5 3 2', 'tr'],
      ['yirmidört otuz', '2430', '2 4 3 0', 'tr'],
      ['kosong satu dua belas', '0112', '0 1 1 2', 'ms'],
      ['صفر نه بیست و دو', '0922', '۰ ۹ ۲ ۲', 'fa'],
      ['۱۲۳٤', '1234', '۱ ۲ ۳ ۴', 'fa'],
    ];
    for (const [given, value, spoken, language] of cases)
      expect(parse(spec, given, language), given).toEqual(good(value, spoken));
    expect(parse(spec, '1234#', 'en', 'dtmf')).toEqual(good('1234', '1 2 3 4'));
  });

  it('say what is wrong', () => {
    expect(parse(spec, ' ')).toEqual(bad('empty'));
    expect(parse(spec, '#', 'en', 'dtmf')).toEqual(bad('empty'));
    expect(parse(spec, '12')).toEqual(bad('tooShort'));
    expect(parse(spec, '123456789')).toEqual(bad('tooLong'));
    expect(parse(spec, '12a4')).toEqual(bad('unreadable'));
    expect(parse({ ...spec, pattern: '5###*' }, '51234')).toEqual(good('51234', '5 1 2 3 4'));
    expect(parse({ ...spec, pattern: '5###*' }, '41234')).toEqual(bad('pattern'));
  });
});

describe('phone', () => {
  const turkish: InputSpec = { as: 'phone', country: 'TR' };
  const own = good('+905321234567', '0 5 3 2, 1 2 3, 4 5, 6 7');

  it('is E.164, whatever way it is given', () => {
    for (const given of [
      '05321234567',
      '5321234567',
      '+90 532 123 45 67',
      '0090 532 1234567',
      '0 (532) 123-45-67',
      '۰۵۳۲۱۲۳۴۵۶۷',
    ])
      expect(parse(turkish, given, 'tr'), given).toEqual(own);
    expect(parse(turkish, '05321234567', 'tr', 'dtmf')).toEqual(own);
    expect(
      parse(turkish, 'sıfır beş yüz otuz iki yüz yirmi üç kırk beş altmış yedi', 'tr', 'speech'),
    ).toEqual(own);
    expect(parse({ as: 'phone', country: 'MY' }, '012-345 6789', 'ms')).toMatchObject({
      value: '+60123456789',
    });
    expect(parse({ as: 'phone', country: 'IR' }, '۰۹۱۲ ۱۲۳ ۴۵۶۷', 'fa')).toMatchObject({
      value: '+989121234567',
    });
    expect(parse({ as: 'phone', country: 'GB' }, '+44 (0)20 7946 0958')).toMatchObject({
      value: '+442079460958',
    });
  });

  it('of another country is read back with its code', () => {
    expect(parse(turkish, '+49 30 901820')).toEqual(good('+4930901820', '+ 4 9, 3 0, 9 0 1 8 2 0'));
  });

  it('that does not exist is turned down', () => {
    expect(parse(turkish, '532')).toEqual(bad('tooShort'));
    expect(parse(turkish, '1'.repeat(20))).toEqual(bad('tooLong'));
    for (const given of ['0111 111 11 11', 'call me', '+90 532 123 45 67 ext 4', '<0532>1234567'])
      expect(parse(turkish, given), given).toEqual(bad('unreadable'));
  });
});

describe('any input', () => {
  const specs: InputSpec[] = [
    { as: 'digits', minDigits: 1, maxDigits: 100 },
    { as: 'phone', country: 'TR' },
    { as: 'date' },
    { as: 'email' },
    { as: 'money', currency: 'TRY' },
    { as: 'number' },
    { as: 'text' },
    { as: 'yesNo' },
  ];

  it('is read or turned down, never thrown at', () => {
    const words = fc.constantFrom(
      'five',
      'yirmi',
      'belas',
      'puluh',
      'هزار',
      'و',
      'at',
      'dot',
      'aralık',
      '12',
      '.',
      ',',
      '-',
      '24',
      'half',
      'point',
      'lira',
      '٫',
      'next',
      'friday',
    );
    const given = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.array(words).map((list) => list.join(' ')),
    );
    fc.assert(
      fc.property(given, fc.constantFrom('en', 'tr', 'ms', 'fa', 'xx'), (value, language) => {
        for (const spec of specs) {
          const parsed = parse(spec, value, language);
          expect(parsed.ok ? parsed.spoken : parsed.reason).toBeTypeOf('string');
        }
      }),
      { numRuns: 500 },
    );
  });

  it('of ten thousand characters is read in a moment', () => {
    const long = [
      '1',
      'a',
      ' ',
      '.',
      'five ',
      'a@',
      '1.',
      '1 ',
      '-',
      "'",
      'yirmi ',
      'yes ',
      '\u0301',
      '١',
      'lira ',
      '12 lira ',
    ].map((part) => part.repeat(10_000).slice(0, 10_000));
    for (const value of long) for (const spec of specs) expect(() => parse(spec, value, 'tr')).not.toThrow();
  });
});

describe('inputSpecSchema', () => {
  const takes = (spec: object) => inputSpecSchema.safeParse(spec).success;

  it('takes what can be asked for', () => {
    for (const spec of [
      { as: 'digits', minDigits: 1, maxDigits: 4, pattern: '##*' },
      { as: 'date', notBefore: 'today', notAfter: '2030-01-01' },
      { as: 'text', pattern: 'A\\A*' },
    ])
      expect(takes(spec), JSON.stringify(spec)).toBe(true);
  });

  it('knows every country that has telephone numbers', () => {
    expect(COUNTRIES).toEqual(getCountries().toSorted());
  });

  it('rejects what cannot', () => {
    for (const spec of [
      { as: 'digits', minDigits: 5, maxDigits: 4 },
      { as: 'digits', minDigits: 1, maxDigits: 4, pattern: 'A#' },
      { as: 'phone', country: 'ZZ' },
      { as: 'phone', country: 'tr' },
      { as: 'money', currency: 'XYZ' },
      { as: 'money', currency: 'TRY', min: 5, max: 1 },
      { as: 'date', notBefore: 'tomorrow' },
      { as: 'date', notBefore: '2026-02-30' },
      { as: 'text', pattern: '*#' },
      { as: 'text', pattern: 'a\\' },
      { as: 'yesNo', extra: 1 },
      { as: 'colour' },
    ])
      expect(takes(spec), JSON.stringify(spec)).toBe(false);
  });
});
