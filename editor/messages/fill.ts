/** What is filled into a text. */
export interface Values {
  readonly [name: string]: string | number;
}

/** How a language counts and writes numbers. */
export interface Counting {
  /** The form of a word that goes with a number. */
  formOf: (count: number) => Intl.LDMLPluralRule;
  written: (count: number) => string;
}

const PLACE = /\{(\w+)(?:, plural,((?: \w+ \{[^{}]*\})+))?\}/g;

/**
 * Fills in `{name}`s, and of what is counted the form that goes with the number, as ICU messages write it:
 * `{count, plural, one {# flow} other {# flows}}`. One without a value stays as it is, so that it shows.
 */
export function fill(text: string, values: Values, { formOf, written }: Counting): string {
  return text.replace(PLACE, (whole: string, name: string, forms: string | undefined) => {
    const value = values[name];
    if (value === undefined) return whole;
    if (forms === undefined) return String(value);
    const count = Number(value);
    const form = formIn(forms, formOf(count)) ?? formIn(forms, 'other') ?? whole;
    return form.replaceAll('#', written(count));
  });
}

const formIn = (forms: string, wanted: string): string | undefined =>
  new RegExp(` ${wanted} \\{([^{}]*)\\}`).exec(forms)?.[1];

/** The names of all that is filled into a text, in alphabetical order. */
export const namesIn = (text: string): string[] =>
  [...text.matchAll(PLACE)].map(([, name = '']) => name).toSorted();
