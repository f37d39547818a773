import type { Catalogue, InterfaceLanguage, MessageKey } from './catalogue.ts';
import { fill, type Values } from './fill.ts';

/** A language with its texts, which are there. */
export interface Spoken {
  language: InterfaceLanguage;
  /** With the texts that come later; without it they are silence. */
  isWhole?: boolean;
  catalogue: Catalogue;
}

/** Says texts in one language. */
export interface Speaker {
  language: InterfaceLanguage;
  /** The text with `{name}`s filled in; what is counted (`plural`) is given as a number. */
  t: (key: MessageKey, values?: Values) => string;
  /** Whether there is a text of this name: for names that are put together. */
  has: (key: string) => key is MessageKey;
  /** Fills in a text that comes from elsewhere, such as a node type's, in the same way. */
  fill: (text: string, values: Values) => string;
}

/** Whoever says the texts of a language. */
export function speakerOf({ language, catalogue }: Spoken): Speaker {
  const plurals = new Intl.PluralRules(language);
  const numbers = new Intl.NumberFormat(language);
  const counting = {
    formOf: (count: number) => plurals.select(count),
    written: (count: number) => numbers.format(count),
  };
  return {
    language,
    t: (key, values = {}) => fill(catalogue[key] ?? '', values, counting),
    has: (key): key is MessageKey => Object.hasOwn(catalogue, key),
    fill: (text, values) => fill(text, values, counting),
  };
}
