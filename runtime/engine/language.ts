import { z } from 'zod';

/** Two-letter and three-letter languages written from right to left in their usual script. */
const RIGHT_TO_LEFT = new Set([
  'ar',
  'arc',
  'ckb',
  'dv',
  'fa',
  'he',
  'iw',
  'nqo',
  'prs',
  'ps',
  'sd',
  'syr',
  'ug',
  'ur',
  'yi',
]);

const RIGHT_TO_LEFT_SCRIPTS = new Set([
  'adlm',
  'arab',
  'aran',
  'hebr',
  'mand',
  'nkoo',
  'rohg',
  'syrc',
  'thaa',
]);

/** The usual spelling of a BCP 47 tag (`tr-tr` → `tr-TR`), or undefined when it is not a tag at all. */
function canonicalTag(tag: string): string | undefined {
  try {
    return Intl.getCanonicalLocales(tag)[0];
  } catch {
    return undefined;
  }
}

/**
 * A BCP 47 language tag in its usual spelling: `en`, `en-US`, `fa`, `zh-Hant-TW`.
 * One spelling only, because tags are keys: `tr-tr` beside `tr-TR` would be two translations of one prompt.
 */
export const languageTagSchema = z
  .string()
  .min(2)
  .max(35)
  .superRefine((tag, ctx) => {
    const canonical = canonicalTag(tag);
    if (canonical === undefined)
      ctx.addIssue({
        code: 'custom',
        message: `"${tag}" is not a language tag; write one like en or tr-TR`,
        params: { rule: 'language-tag', given: tag },
      });
    else if (canonical !== tag)
      ctx.addIssue({
        code: 'custom',
        message: `write "${canonical}" instead of "${tag}"`,
        params: { rule: 'language-spelling', given: tag, usual: canonical },
      });
  });

/** The language without script and region, lower case: `tr-TR` → `tr`. */
export function baseLanguage(language: string): string {
  return (language.split(/[-_]/, 1)[0] ?? '').toLowerCase();
}

/** The direction a language is written in; an explicit script in the tag (`az-Arab`, `ur-Latn`) decides before the language does. */
export function direction(language: string): 'ltr' | 'rtl' {
  const script = language
    .toLowerCase()
    .split(/[-_]/)
    .slice(1)
    .find((part) => /^[a-z]{4}$/.test(part));
  if (script !== undefined) return RIGHT_TO_LEFT_SCRIPTS.has(script) ? 'rtl' : 'ltr';
  return RIGHT_TO_LEFT.has(baseLanguage(language)) ? 'rtl' : 'ltr';
}

/**
 * The available language that suits best: for each wanted tag in turn the same tag, then the tag shortened from its end
 * (`zh-Hant-TW` → `zh-Hant` → `zh`), then any with the same base (`en` → `en-GB`).
 * @param wanted one tag, or several with the dearest first; undefined when nothing is known of the customer
 * @param available the languages at hand, the dearest first
 * @param fallback returned when none suits, whether available or not
 */
export function pickLanguage(
  wanted: string | readonly string[] | undefined,
  available: readonly string[],
  fallback: string,
): string {
  const wishes = typeof wanted === 'string' ? [wanted] : (wanted ?? []);
  for (const wish of wishes) {
    const found = lookUp(wish, available);
    if (found !== undefined) return found;
  }
  return fallback;
}

function lookUp(wish: string, available: readonly string[]): string | undefined {
  const parts = wish.toLowerCase().split(/[-_]/);
  for (let length = parts.length; length > 0; length--) {
    const tag = parts.slice(0, length).join('-');
    const found = available.find((candidate) => candidate.toLowerCase() === tag);
    if (found !== undefined) return found;
  }
  return available.find((candidate) => baseLanguage(candidate) === parts[0]);
}
