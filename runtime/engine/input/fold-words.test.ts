import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { asciiDigits, foldWords } from './fold-words.ts';

describe('foldWords', () => {
  it('makes Turkish words equal, however they are cased or typed', () => {
    for (const word of ['İPTAL', 'iptal', 'Iptal', 'ıptal', ' İptal! '])
      expect(foldWords(word, 'tr'), word).toBe('iptal');
    for (const word of ['HAYIR', 'hayır', 'Hayir', 'HAYİR'])
      expect(foldWords(word, 'tr'), word).toBe('hayir');
    expect(foldWords('ŞÜKRÜ ÇAĞRI ÖĞÜT', 'tr')).toBe('sukru cagri ogut');
    expect(foldWords('HAYIR', 'en')).toBe(foldWords('hayır', 'tr'));
  });

  it('makes Arabic and Persian spellings equal', () => {
    expect(foldWords('كارت ملي', 'fa')).toBe(foldWords('کارت ملی', 'fa'));
    expect(foldWords('می‌خواهم', 'fa')).toBe('میخواهم');
    expect(foldWords('بَلِـه', 'fa')).toBe('بله');
    expect(foldWords('آدرس', 'fa')).toBe('ادرس');
    expect(foldWords('۱۲ و ٣٤', 'fa')).toBe('12 و 34');
  });

  it('drops punctuation and repeated spaces, and joins at apostrophes', () => {
    expect(foldWords("  Don't,  stop — me! ", 'en')).toBe('dont stop me');
    expect(foldWords('Straße / Œuvre', 'de')).toBe('strasse oeuvre');
    expect(foldWords('?!…', 'en')).toBe('');
  });

  it('keeps marks that make another letter', () => {
    expect(foldWords('が', 'ja')).not.toBe(foldWords('か', 'ja'));
    expect(foldWords('की', 'hi')).not.toBe(foldWords('का', 'hi'));
    expect(foldWords('한글', 'ko')).toBe('한글');
  });

  it('changes nothing more when done twice', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme' }),
        fc.constantFrom('tr', 'fa', 'en', 'ms'),
        (text, language) => {
          const once = foldWords(text, language);
          expect(foldWords(once, language)).toBe(once);
        },
      ),
    );
  });
});

it('asciiDigits turns Arabic, Persian and full-width digits', () => {
  expect(asciiDigits('٠١٢٣٤٥٦٧٨٩ ۰۱۲۳۴۵۶۷۸۹ ０９')).toBe('0123456789 0123456789 09');
});
