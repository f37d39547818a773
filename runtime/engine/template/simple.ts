import { textOf } from './budget.ts';

/** A template of words and plain variables alone: a text stands for itself, a list for the path of a variable. */
export type SimpleTemplate = readonly (string | readonly string[])[];

const OUTPUT = /\{\{\s*([a-zA-Z_]\w*(?:\.[a-zA-Z_]\w*)*)\s*\}\}/g;
/** What Liquid does not look up by its name alone. */
const SPECIAL = new Set([
  'true',
  'false',
  'nil',
  'null',
  'empty',
  'blank',
  'and',
  'or',
  'not',
  'contains',
  'size',
  'first',
  'last',
  'length',
]);

/** Most templates greet by name and read back a value: they need none of Liquid's machinery. Undefined for all others. */
export function simpleTemplate(source: string): SimpleTemplate | undefined {
  const parts: (string | string[])[] = [];
  let at = 0;
  for (const match of source.matchAll(OUTPUT)) {
    parts.push(source.slice(at, match.index), match[1]!.split('.'));
    at = match.index + match[0].length;
  }
  parts.push(source.slice(at));
  const isSimple = parts.every((part) =>
    typeof part === 'string' ? !/[{}]/.test(part) : !part.some((name) => SPECIAL.has(name)),
  );
  return isSimple ? parts : undefined;
}

/** The text Liquid would make of it. */
export function renderSimple(template: SimpleTemplate, values: Record<string, unknown>): string {
  let text = '';
  for (const part of template) text += typeof part === 'string' ? part : textOf(valueAt(part, values));
  return text;
}

/** Own members only, as everywhere in templates. */
function valueAt(path: readonly string[], values: Record<string, unknown>): unknown {
  let current: unknown = values;
  for (const name of path) {
    if (typeof current !== 'object' || current === null || !Object.hasOwn(current, name)) return undefined;
    current = (current as Record<string, unknown>)[name];
  }
  return current;
}
