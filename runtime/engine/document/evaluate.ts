import { renderTemplate } from '../template.ts';
import type { Expression } from './expression.ts';
import { MASKED } from './masked.ts';
import type { Value } from './value.ts';

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
  let from = 0;
  while (from <= dotted.length) {
    const dot = dotted.indexOf('.', from);
    const key = dot < 0 ? dotted.slice(from) : dotted.slice(from, dot);
    if (current === MASKED) return MASKED;
    if (current === null || typeof current !== 'object' || !Object.hasOwn(current, key)) return null;
    current = (current as { [key: string]: Value })[key]!;
    if (dot < 0) break;
    from = dot + 1;
  }
  return current;
}
