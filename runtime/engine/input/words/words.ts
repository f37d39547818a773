/**
 * What customers say in one language, as a person would write it; `|` separates words that mean the same.
 * Readers fold them (see `foldWords`), so case, accents and spelling variants of letters need no entry of their own.
 * To add a language: a file like `en.ts`, and a line in `lexicon.ts`.
 */
export type Words = {
  /** Agreement and refusal; the first of each is what Patchbay says itself. */
  yes: string;
  no: string;
  /** Words around an answer that change nothing: please, thanks. */
  polite: string;
  /** Signs of an e-mail address; the first of each is how it is read back. */
  signs: { at: string; dot: string; dash: string; underscore: string; plus: string };
  numbers: {
    /** Words with a value of their own, added up: `twenty`, `five`, `دویست`. */
    values: Record<string, number>;
    /** Words that multiply what came before them: `hundred`, `puluh`. */
    scales: Record<string, number>;
    /** A word that lifts the unit before it above ten: `dua belas` = 12. */
    teen?: string;
    /** Whether ten takes a unit after it: `on iki` = 12. */
    tenTakesUnit?: boolean;
    /** Words that repeat the digit after them: `double five`. */
    repeats?: Record<string, number>;
    and: string;
    point: string;
    half: string;
    minus: string;
    /** Endings that make a number an ordinal: `24th`, `dördüncü`. */
    ordinals: string;
  };
  dates: {
    yesterday: string;
    today: string;
    tomorrow: string;
    dayAfterTomorrow: string;
    /** Monday first. */
    weekdays: string[];
    /** January first. */
    months: string[];
    /** Months of the Persian calendar, Farvardin first. */
    persianMonths?: string[];
    /** Words around a date that change nothing: the, of, next. */
    fillers: string;
  };
  /** What people call money, by ISO 4217 code: the whole and its hundredth. */
  money: Record<string, { whole: string; part: string }>;
};
