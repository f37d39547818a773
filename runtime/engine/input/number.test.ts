import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type InputSpec, parseInput } from './parse-input.ts';

function read(spec: InputSpec, value: string, language: string, kind: 'text' | 'dtmf' = 'text'): unknown {
  const parsed = parseInput(spec, { kind, value }, { language, at: 0, zone: 'UTC' });
  return parsed.ok ? parsed.value : parsed.reason;
}

describe('a number', () => {
  const spec: InputSpec = { as: 'number' };

  it('is read with the separators of the language, and with the others where only they make sense', () => {
    const cases: [string, string, unknown][] = [
      ['1.234', 'en', 1.234],
      ['1.234', 'tr', 1234],
      ['1,234', 'en', 1234],
      ['1,234', 'tr', 1.234],
      ['12.50', 'tr', 12.5],
      ['12,5', 'en', 12.5],
      ['0,5', 'en', 0.5],
      ['0.123', 'tr', 0.123],
      ['1.234.567,89', 'en', 1234567.89],
      ['1,234,567.89', 'tr', 1234567.89],
      ['1 234,5', 'tr', 1234.5],
      ["1'234.5", 'en', 1234.5],
      ['۱۲٫۵', 'fa', 12.5],
      ['۱٬۲۳۴٫۵', 'fa', 1234.5],
      ['٫۵', 'fa', 0.5],
      ['١٢٣', 'fa', 123],
      ['-3', 'en', -3],
      ['−3', 'en', -3],
      ['+3', 'en', 3],
      ['.5', 'en', 0.5],
      ['1.2.3', 'en', 'unreadable'],
      ['1,23,456', 'en', 'unreadable'],
      ['12 13', 'en', 'unreadable'],
      ['1e9', 'en', 'unreadable'],
      ['0x10', 'en', 'unreadable'],
      ['5.', 'en', 5],
      ['-5.', 'en', -5],
      ['$5', 'en', 'unreadable'],
      ['5%', 'en', 'unreadable'],
      ['<5', 'en', 'unreadable'],
      ['', 'en', 'empty'],
      ['--5', 'en', 'unreadable'],
    ];
    for (const [given, language, value] of cases)
      expect(read(spec, given, language), `${given} ${language}`).toBe(value);
  });

  it('is read in words', () => {
    const cases: [string, string, number][] = [
      ['twenty-four', 'en', 24],
      ['minus twelve point five', 'en', -12.5],
      ['one and a half', 'en', 1.5],
      ['two hundred and five', 'en', 205],
      ['nineteen hundred eighty five', 'en', 1985],
      ['three million two thousand one', 'en', 3002001],
      ['on iki buçuk', 'tr', 12.5],
      ['ON İKİ VİRGÜL BEŞ', 'tr', 12.5],
      ['bin dokuz yüz seksen beş', 'tr', 1985],
      ['yüzelli', 'tr', 150],
      ['dua belas', 'ms', 12],
      ['dua puluh empat', 'ms', 24],
      ['seratus lima belas', 'ms', 115],
      ['tiga perpuluhan lima', 'ms', 3.5],
      ['بیست و چهار', 'fa', 24],
      ['دو هزار و بیست و شش', 'fa', 2026],
      ['دو و نیم', 'fa', 2.5],
      ['twelve', 'tr', 12],
    ];
    for (const [given, language, value] of cases) expect(read(spec, given, language), given).toBe(value);
  });

  it('is read in words from zero to ninety-nine in every language', () => {
    const en =
      'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'.split(
        ' ',
      );
    const say: Record<string, { ones: string[]; tens: string[]; joint: string }> = {
      en: { ones: en, tens: 'twenty thirty forty fifty sixty seventy eighty ninety'.split(' '), joint: ' ' },
      tr: {
        ones: 'sıfır bir iki üç dört beş altı yedi sekiz dokuz on'
          .split(' ')
          .concat('bir iki üç dört beş altı yedi sekiz dokuz'.split(' ').map((one) => `on ${one}`)),
        tens: 'yirmi otuz kırk elli altmış yetmiş seksen doksan'.split(' '),
        joint: ' ',
      },
      ms: {
        ones: 'kosong satu dua tiga empat lima enam tujuh lapan sembilan sepuluh sebelas'
          .split(' ')
          .concat('dua tiga empat lima enam tujuh lapan sembilan'.split(' ').map((one) => `${one} belas`)),
        tens: 'dua tiga empat lima enam tujuh lapan sembilan'.split(' ').map((one) => `${one} puluh`),
        joint: ' ',
      },
      fa: {
        ones: 'صفر یک دو سه چهار پنج شش هفت هشت نه ده یازده دوازده سیزده چهارده پانزده شانزده هفده هجده نوزده'.split(
          ' ',
        ),
        tens: 'بیست سی چهل پنجاه شصت هفتاد هشتاد نود'.split(' '),
        joint: ' و ',
      },
    };
    for (const [language, { ones, tens, joint }] of Object.entries(say))
      for (let number = 0; number < 100; number++) {
        const ten = tens[Math.floor(number / 10) - 2];
        const words =
          ten === undefined ? ones[number]! : number % 10 === 0 ? ten : `${ten}${joint}${ones[number % 10]!}`;
        expect(read(spec, words, language), `${language} ${words}`).toBe(number);
      }
  });

  it('comes from keys with the star as decimal sign', () => {
    expect(read(spec, '12*5', 'tr', 'dtmf')).toBe(12.5);
    expect(read(spec, '12*5#', 'tr', 'dtmf')).toBe(12.5);
    expect(read(spec, '*5*', 'tr', 'dtmf')).toBe('unreadable');
  });

  it('keeps to its bounds, included', () => {
    const bounded: InputSpec = { as: 'number', min: 1, max: 5, whole: true };
    expect(['0', '1', '5', '6', '2,5', '2,0'].map((given) => read(bounded, given, 'tr'))).toEqual([
      'tooSmall',
      1,
      5,
      'tooLarge',
      'unreadable',
      2,
    ]);
    expect(read(spec, '9'.repeat(20), 'en')).toBe('tooLarge');
  });

  it('is understood the way it is written in the language', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -99_999_999, max: 99_999_999 }),
        fc.constantFrom('en', 'tr', 'ms', 'fa'),
        (hundredths, language) => {
          const written = new Intl.NumberFormat(language, { minimumFractionDigits: 2 }).format(
            hundredths / 100,
          );
          expect(read(spec, written.replace(/\u200e/g, ''), language)).toBeCloseTo(hundredths / 100, 6);
        },
      ),
    );
  });
});

describe('money', () => {
  const lira: InputSpec = { as: 'money', currency: 'TRY' };

  it('is read with or without its name or sign', () => {
    const cases: [string, string, unknown][] = [
      ['12,50', 'tr', 12.5],
      ['1.234,56', 'tr', 1234.56],
      ['12.50 TL', 'tr', 12.5],
      ['12TL', 'tr', 12],
      ['₺12', 'tr', 12],
      ['12 ₺', 'en', 12],
      ['1,234,567.89 TRY', 'en', 1234567.89],
      ['on iki lira elli kuruş', 'tr', 12.5],
      ['on iki buçuk lira', 'tr', 12.5],
      ['elli kuruş', 'tr', 0.5],
      ['yüz elli Türk lirası', 'tr', 150],
      ['12 lira 50', 'tr', 12.5],
      ['twelve lira and fifty kurus', 'en', 12.5],
      ['۱۲٫۵ لیر', 'fa', 12.5],
      ['12 dolar', 'tr', 'unreadable'],
      ['$12', 'tr', 'unreadable'],
      ['12.505', 'en', 'unreadable'],
      ['TL', 'tr', 'unreadable'],
      ['-5', 'tr', 'tooSmall'],
    ];
    for (const [given, language, value] of cases) expect(read(lira, given, language), given).toBe(value);
    expect(read({ as: 'money', currency: 'MYR' }, 'RM12.50', 'ms')).toBe(12.5);
    expect(read({ as: 'money', currency: 'MYR' }, 'dua belas ringgit lima puluh sen', 'ms')).toBe(12.5);
    expect(read({ as: 'money', currency: 'USD' }, '$1,200.50', 'en')).toBe(1200.5);
    expect(read({ as: 'money', currency: 'IRR' }, 'دویست هزار ریال', 'fa')).toBe(200_000);
    expect(read({ as: 'money', currency: 'JPY' }, '12.5', 'en')).toBe('unreadable');
  });

  it('comes from keys with the star as decimal sign', () => {
    expect(read(lira, '12*50', 'tr', 'dtmf')).toBe(12.5);
    expect(read(lira, '12', 'tr', 'dtmf')).toBe(12);
  });

  it('keeps to its bounds, and is read back with its currency', () => {
    const bounded: InputSpec = { as: 'money', currency: 'TRY', min: 10, max: 100 };
    expect(['9,99', '10', '100', '100,01'].map((given) => read(bounded, given, 'tr'))).toEqual([
      'tooSmall',
      10,
      100,
      'tooLarge',
    ]);
    expect(
      parseInput(lira, { kind: 'text', value: '1234,5' }, { language: 'tr', at: 0, zone: 'UTC' }),
    ).toMatchObject({ spoken: '₺1.234,50' });
  });
});
