import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from 'react';
import { type InterfaceLanguage, LANGUAGES, loadCatalogue } from './catalogue.ts';
import { type Speaker, speakerOf, type Spoken } from './speaker.ts';

export { type InterfaceLanguage, LANGUAGES, type MessageKey } from './catalogue.ts';

/** Interface texts in the chosen language, and how it writes things. */
export interface Messages extends Speaker {
  choose: (language: InterfaceLanguage) => void;
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
  /** Loads the texts that the page does not begin with, those of simulator and replays. Rejects when they do not come. */
  whole: () => Promise<void>;
}

const Context = createContext<Messages | undefined>(undefined);
const STORED = 'patchbay.language';

/** Loads the texts of the language somebody chose here, else of the first one their browser asks for that we have. */
export async function firstSpoken(): Promise<Spoken> {
  const language = firstLanguage();
  return { language, catalogue: await loadCatalogue(language, false) };
}

/** Gives the texts to everything below, and the page its language and direction. */
export function MessagesProvider({ first, children }: { first: Spoken; children: ReactNode }) {
  const [spoken, setSpoken] = useState(first);
  const [wanted, setWanted] = useState(first.language);
  const [wantsWhole, setWantsWhole] = useState(false);
  useEffect(() => {
    if (wanted === spoken.language && (spoken.isWhole || !wantsWhole)) return undefined;
    let current = true;
    // Until the texts are there, or if they do not come, the page stays as it is.
    loadCatalogue(wanted, wantsWhole).then(
      (catalogue) => current && setSpoken({ language: wanted, catalogue, isWhole: wantsWhole }),
      () => undefined,
    );
    return () => {
      current = false;
    };
  }, [wanted, wantsWhole, spoken]);
  const messages = useMemo(
    () =>
      messagesIn(spoken, {
        choose(language) {
          localStorage.setItem(STORED, language);
          setWanted(language);
        },
        async whole() {
          if (spoken.isWhole) return;
          // Another language may be chosen meanwhile: it has to be whole then, too.
          setWantsWhole(true);
          const catalogue = await loadCatalogue(spoken.language, true);
          setSpoken((now) => (now.language === spoken.language ? { ...now, catalogue, isWhole: true } : now));
        },
      }),
    [spoken],
  );
  useEffect(() => {
    document.documentElement.lang = messages.language;
    document.documentElement.dir = messages.t('language.direction');
  }, [messages]);
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

const isSpoken = (tag: string): tag is InterfaceLanguage => Object.hasOwn(LANGUAGES, tag);

const MINUTE = 60_000;
const STEPS: [Intl.RelativeTimeFormatUnit, number][] = [
  ['minute', MINUTE],
  ['hour', 60 * MINUTE],
  ['day', 24 * 60 * MINUTE],
];
const LONG_AGO = 7 * 24 * 60 * MINUTE;

function messagesIn(spoken: Spoken, doing: Pick<Messages, 'choose' | 'whole'>): Messages {
  const { language } = spoken;
  const relative = new Intl.RelativeTimeFormat(language, { numeric: 'auto' });
  const names = new Intl.DisplayNames(language, { type: 'language' });
  const numbers = new Intl.NumberFormat(language);
  const days = new Intl.DateTimeFormat(language, { dateStyle: 'medium' });
  const moments = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short' });
  const clocks = new Intl.DateTimeFormat(language, { timeStyle: 'medium' });
  return {
    ...speakerOf(spoken),
    ...doing,
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
