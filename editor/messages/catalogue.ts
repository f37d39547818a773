import type en from './en.ts';

export type MessageKey = keyof typeof en;
/** Every interface text in one language; `areas/` has those of the larger parts of the builder. */
export type Catalogue = { readonly [key in MessageKey]: string };

/** Languages of the interface, by what they call themselves. */
export const LANGUAGES = { en: 'English', tr: 'Türkçe', ms: 'Bahasa Melayu', fa: 'فارسی' } as const;
export type InterfaceLanguage = keyof typeof LANGUAGES;

const FILES: { [language in InterfaceLanguage]: () => Promise<{ default: Catalogue }> } = {
  en: () => import('./en.ts'),
  tr: () => import('./tr.ts'),
  ms: () => import('./ms.ts'),
  fa: () => import('./fa.ts'),
};

/** Loads the texts of a language: only what is shown has to come over the line. Rejects when they do not come. */
export const loadCatalogue = async (language: InterfaceLanguage): Promise<Catalogue> =>
  (await FILES[language]()).default;
