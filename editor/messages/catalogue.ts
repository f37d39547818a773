import type en from './en.ts';
import type later from './later/en.ts';

type LaterKey = keyof typeof later;
export type MessageKey = keyof typeof en | LaterKey;
/** Interface texts in one language, without or with those that come later; `areas/` has those of the larger parts of the builder. */
export type Catalogue = { readonly [key in keyof typeof en]: string } & {
  readonly [key in LaterKey]?: string;
};

/** Languages of the interface, by what they call themselves. */
export const LANGUAGES = { en: 'English', tr: 'Türkçe', ms: 'Bahasa Melayu', fa: 'فارسی' } as const;
export type InterfaceLanguage = keyof typeof LANGUAGES;

const FILES: { [language in InterfaceLanguage]: () => Promise<{ default: typeof en }> } = {
  en: () => import('./en.ts'),
  tr: () => import('./tr.ts'),
  ms: () => import('./ms.ts'),
  fa: () => import('./fa.ts'),
};

const LATER: { [language in InterfaceLanguage]: () => Promise<{ default: typeof later }> } = {
  en: () => import('./later/en.ts'),
  tr: () => import('./later/tr.ts'),
  ms: () => import('./later/ms.ts'),
  fa: () => import('./later/fa.ts'),
};

/**
 * Loads the texts of a language: only what is shown has to come over the line. Rejects when they do not come.
 * @param isWhole with those that come later
 */
export async function loadCatalogue(language: InterfaceLanguage, isWhole: boolean): Promise<Catalogue> {
  const [first, rest] = await Promise.all([FILES[language](), isWhole ? LATER[language]() : undefined]);
  return { ...first.default, ...rest?.default };
}
