import { z } from 'zod';
import { LIMITS } from '../limits.ts';
import { MASKED } from './masked.ts';
import { renderTemplate } from '../template.ts';
import { type Value, valueSchema } from './value.ts';

/** Names a variable may have. */
export const VARIABLE_NAME = /^[a-z][a-zA-Z0-9_]{0,63}$/;
const path = z
  .string()
  .regex(/^[a-z][a-zA-Z0-9_]*(\.[a-zA-Z0-9_]+)*$/, 'a variable name, or a path such as customer.name');

/** Where a value comes from: written down, read from a variable, or rendered from a Liquid text. */
export const expressionSchema = z.union([
  z.strictObject({ value: valueSchema }),
  z.strictObject({ variable: path }),
  z.strictObject({ template: z.string().max(LIMITS.templateSource) }),
]);
export type Expression = z.infer<typeof expressionSchema>;

/** What templates and expressions can read, and the time and place they are read in. */
export interface Scope {
  values: { [name: string]: Value };
  language: string;
  /** Epoch ms. */
  at: number;
  /** IANA time zone. */
  zone: string;
}

/** Evaluates an expression. A missing variable is `null`; a bad template throws `TemplateError`. */
export function evaluate(expression: Expression, scope: Scope): Value {
  if ('value' in expression) return expression.value;
  if ('variable' in expression) return readPath(scope.values, expression.variable);
  return renderTemplate(expression.template, scope.values, scope);
}

/** Reads a dotted path; own properties only, so no prototype can be reached. */
export function readPath(values: { [name: string]: Value }, dotted: string): Value {
  let current: Value = values;
  for (const key of dotted.split('.')) {
    if (current === MASKED) return MASKED;
    if (current === null || typeof current !== 'object' || !Object.hasOwn(current, key)) return null;
    current = (current as { [key: string]: Value })[key]!;
  }
  return current;
}
