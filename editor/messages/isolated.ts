const FROM_RIGHT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/;

/** A name or words of somebody else inside a sentence: they keep their own direction, and the sentence keeps its. */
export const isolated = (text: string, direction: string): string =>
  direction === 'rtl' || FROM_RIGHT.test(text) ? `\u2068${text}\u2069` : text;
