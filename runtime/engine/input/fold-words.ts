import { baseLanguage } from '../language.ts';

/** Letters that look like a base letter to a person but do not decompose, and Arabic letters with a Persian twin. */
const TWINS: Record<string, string> = {
  ı: 'i',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ي: 'ی',
  ى: 'ی',
  ك: 'ک',
  ة: 'ه',
  ھ: 'ه',
  ە: 'ه',
};
const TWIN = new RegExp(`[${Object.keys(TWINS).join('')}]`, 'gu');

/** Marks that sit on any letter. Vowel signs of Indic scripts and the Japanese voicing marks make other letters: they stay. */
const ACCENTS = /(?![\u3099\u309a])\p{Script=Inherited}/gu;
/** Apostrophes inside words, invisible joiners and direction marks, and the Arabic stretching line. */
const INVISIBLE = /['’‘ʼ`´\u0640]|\p{Cf}/gu;
const NOT_WORDS = /[\p{P}\p{S}\p{C}\s]+/gu;
// eslint-disable-next-line no-control-regex -- all of ASCII is meant
const ASCII = /^[\x00-\x7f]*$/;

/** Turns Arabic, Persian and full-width digits into ASCII ones; everything else stays. */
export function asciiDigits(text: string): string {
  return text.replace(/[٠-٩۰-۹０-９]/g, (digit) => String((digit.codePointAt(0) ?? 0) & 0xf));
}

/**
 * What is left of a text when case, accents, punctuation and spelling variants no longer matter; both what a customer says
 * and what a designer expects go through it before they are compared. `İPTAL!` → `iptal`, `كارت ۲` → `کارت 2`.
 * Text without a letter or digit folds to the empty string.
 * @param language BCP 47 tag; decides casing (Turkish dotless ı)
 */
export function foldWords(text: string, language: string): string {
  // Keys, numbers and most English: nothing to decompose, and the dotless ı of a Turkish I would become an i again.
  if (ASCII.test(text))
    return text
      .toLowerCase()
      .replace(/['`]/g, '')
      .replace(/[^a-z0-9]+/g, ' ')
      .trim();
  const locale = baseLanguage(language);
  const composed = text.normalize('NFKC');
  const lower =
    locale === 'tr' || locale === 'az' ? composed.replace(/I/g, 'ı').replace(/İ/g, 'i') : composed;
  const bare = lower
    .toLowerCase()
    .normalize('NFKD')
    .replace(INVISIBLE, '')
    .replace(ACCENTS, '')
    .normalize('NFC');
  return asciiDigits(bare)
    .replace(TWIN, (letter) => TWINS[letter] ?? letter)
    .replace(NOT_WORDS, ' ')
    .trim();
}
