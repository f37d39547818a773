import type { Value } from '../../../runtime/engine/index.ts';

/** A JSON value as one writes it in a field: a text as it is, unless it would read as something else. */
export function writtenValue(value: Value): string {
  if (typeof value !== 'string') return JSON.stringify(value);
  return readValue(value) === value ? value : JSON.stringify(value);
}

/** What is written in a field, as a value: numbers, yes and no, lists and records as in JSON, else a text. */
export function readValue(written: string): Value {
  const text = written.trim();
  if (!/^(-?\d|["[{]|true$|false$|null$)/.test(text)) return written;
  try {
    return JSON.parse(text) as Value;
  } catch {
    return written;
  }
}

/** A number written with the digits of any of our languages; undefined when it is none. */
export function readNumber(written: string): number | undefined {
  const text = written
    .trim()
    .replace(/[۰-۹]/g, (digit) => String(digit.charCodeAt(0) - 0x06f0))
    .replace(/[٠-٩]/g, (digit) => String(digit.charCodeAt(0) - 0x0660))
    .replace(/[٫,]/, '.');
  return text === '' || !Number.isFinite(Number(text)) ? undefined : Number(text);
}
