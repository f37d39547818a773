import { z } from 'zod';
import { LIMITS } from '../limits.ts';
import { MASKED } from './masked.ts';

/** JSON values: what variables hold and what crosses the engine's border. */
export type Value = string | number | boolean | null | Value[] | { [key: string]: Value };
export const valueSchema: z.ZodType<Value> = z.json() as z.ZodType<Value>;

/** Types a variable can have. A phone number is E.164 text; a date is `yyyy-mm-dd` or an ISO instant. */
export const VALUE_TYPES = ['text', 'number', 'yesNo', 'date', 'list', 'record'] as const;
export const valueTypeSchema = z.enum(VALUE_TYPES);
export type ValueType = z.infer<typeof valueTypeSchema>;

/** A value as plain text: nothing for `null`, JSON for lists and records. */
export function asText(value: Value): string {
  if (value === null) return '';
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

/** A value could not become the wanted type; the contact takes its error exit. */
export class ValueError extends Error {
  readonly code = 'value.type';
}

const DATE = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}.*)?$/;

/**
 * Makes a value fit a declared type, or throws `ValueError` saying what was expected.
 * `null` fits every type and means "not set".
 */
export function coerce(type: ValueType, value: Value): Value {
  // What is masked has passed already, as itself.
  if (value === null || value === MASKED) return value;
  const result = convert(type, value);
  if (result === undefined)
    throw new ValueError(`expected ${type}, got ${JSON.stringify(value).slice(0, 60)}`);
  if (mayBeLong(result) && JSON.stringify(result).length > LIMITS.variableBytes)
    throw new ValueError(`a variable holds at most ${LIMITS.variableBytes} bytes`);
  return result;
}

/** No letter takes more than six in JSON: short texts need not be measured. */
const mayBeLong = (value: Value): boolean =>
  typeof value === 'string' ? value.length > LIMITS.variableBytes / 6 - 2 : typeof value === 'object';

function convert(type: ValueType, value: Value): Value | undefined {
  switch (type) {
    case 'text':
      return typeof value === 'object' ? undefined : String(value);
    case 'number':
      return toNumber(value);
    case 'yesNo':
      return typeof value === 'boolean' ? value : { true: true, false: false }[asText(value)];
    case 'date':
      return typeof value === 'string' && DATE.test(value) ? value : undefined;
    case 'list':
      return Array.isArray(value) ? value : undefined;
    case 'record':
      return typeof value === 'object' && !Array.isArray(value) ? value : undefined;
  }
}

function toNumber(value: Value): number | undefined {
  if (typeof value === 'number') return value;
  if (typeof value !== 'string' || value.trim() === '') return undefined;
  const number = Number(value);
  return Number.isFinite(number) ? number : undefined;
}
