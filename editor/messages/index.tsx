import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from 'react';
import { CATALOGUES, type InterfaceLanguage, type MessageKey } from './catalogues.ts';
import { fill } from './fill.ts';

export { CATALOGUES, type InterfaceLanguage, type MessageKey } from './catalogues.ts';

/** Interface texts in the chosen language, and how it writes things. */
export interface Messages {
  language: InterfaceLanguage;
  choose: (language: InterfaceLanguage) => void;
  /** The text with `{name}`s filled in. */
  t: (key: MessageKey, values?: { [name: string]: string | number }) => string;
  /** How long ago, or the day when that is long ago. Epoch ms. */
  since: (at: number) => string;
  /** A day, written out. Epoch ms. */
  day: (at: number) => string;
  /** A day and the time on it. Epoch ms. */
  moment: (at: number) => string;
  /** The time of a day, to the second. Epoch ms. */
  clock: (at: number) => string;
  /** A language's own name in the interface language. */
  nameOf: (tag: string) => string;
  /** A number as the language writes it. */
  number: (value: number) => string;
}

const Context = createContext<Messages | undefined>(undefined);
const STORED = 'patchbay.language';

/** Gives the texts to everything below, and the page its language and direction. */
export function MessagesProvider({ children }: { children: ReactNode }) {
  const [language, setLanguage] = useState(firstLanguage);
  const messages = useMemo(() => {
    const choose = (wanted: InterfaceLanguage) => {
      localStorage.setItem(STORED, wanted);
      setLanguage(wanted);
    };
    return messagesIn(language, choose);
  }, [language]);
  useEffect(() => {
    document.documentElement.lang = language;
    document.documentElement.dir = messages.t('language.direction');
  }, [language, messages]);
  return <Context value={messages}>{children}</Context>;
}

export function useMessages(): Messages {
  const messages = useContext(Context);
  if (!messages) throw new Error('There is no MessagesProvider above.');
  return messages;
}

function firstLanguage(): InterfaceLanguage {
  const wishes = [localStorage.getItem(STORED) ?? '', ...navigator.languages];
  return wishes.map((tag) => tag.split('-')[0] ?? '').find(isSpoken) ?? 'en';
}

const isSpoken = (tag: string): tag is InterfaceLanguage => Object.hasOwn(CATALOGUES, tag);

const MINUTE = 60_000;
const STEPS: [Intl.RelativeTimeFormatUnit, number][] = [
  ['minute', MINUTE],
  ['hour', 60 * MINUTE],
  ['day', 24 * 60 * MINUTE],
];
const LONG_AGO = 7 * 24 * 60 * MINUTE;

function messagesIn(language: InterfaceLanguage, choose: Messages['choose']): Messages {
  const catalogue: { [key in MessageKey]: string } = CATALOGUES[language];
  const relative = new Intl.RelativeTimeFormat(language, { numeric: 'auto' });
  const names = new Intl.DisplayNames(language, { type: 'language' });
  const numbers = new Intl.NumberFormat(language);
  const days = new Intl.DateTimeFormat(language, { dateStyle: 'medium' });
  const moments = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short' });
  const clocks = new Intl.DateTimeFormat(language, { timeStyle: 'medium' });
  return {
    language,
    choose,
    t: (key, values) => fill(catalogue[key], values),
    since(at) {
      const ago = Date.now() - at;
      if (ago > LONG_AGO) return days.format(at);
      const [unit, size] = STEPS.findLast(([, least]) => ago >= least) ?? (['minute', MINUTE] as const);
      return relative.format(-Math.floor(ago / size), unit);
    },
    day: (at) => days.format(at),
    moment: (at) => moments.format(at),
    clock: (at) => clocks.format(at),
    nameOf: (tag) => names.of(tag) ?? tag,
    number: (value) => numbers.format(value),
  };
}
