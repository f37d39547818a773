import { baseLanguage, type ChoiceTexts, type Texts } from '../../runtime/engine/index.ts';

const YES: Texts = { en: 'Yes', tr: 'Evet', ms: 'Ya', fa: 'بله' };
const NO: Texts = { en: 'No', tr: 'Hayır', ms: 'Tidak', fa: 'خیر' };

/** What is asked when the designer has written nothing. */
const CONFIRM: Texts = {
  en: 'I have understood {{ input.spoken }}. Is that right?',
  tr: '{{ input.spoken }} anladım. Doğru mu?',
  ms: 'Saya faham {{ input.spoken }}. Betulkah?',
  fa: '{{ input.spoken }} را دریافت کردم. درست است؟',
};

/** Yes and no: by key 1 and 2, by word, by button. The ids are words that are read as yes and no in every language. */
export const yesNoChoices = (languages: string[]): ChoiceTexts[] => [
  { id: 'yes', key: '1', label: inEach(languages, YES, 'Yes') },
  { id: 'no', key: '2', label: inEach(languages, NO, 'No') },
];

/** Reads back in the customer's language; where we have no words, the bare value with a question mark is understood. */
export const confirmTexts = (languages: string[]): Texts => inEach(languages, CONFIRM, '{{ input.spoken }}?');

const inEach = (languages: string[], texts: Texts, otherwise: string): Texts =>
  Object.fromEntries(languages.map((language) => [language, texts[baseLanguage(language)] ?? otherwise]));
