import { LIMITS, type Value } from '../../engine/index.ts';
import { isRecord } from './is-record.ts';
import { Refusal } from './refusal.ts';

/** Levels of objects and lists a body may have; `inputs` itself is the third of a list of messages. */
const DEPTH = 32;
const INPUTS_AT = 3;

/** Names that would mean something to JavaScript itself, wherever such an object is copied later. */
const FORBIDDEN = new Set(['__proto__', 'constructor', 'prototype']);

/** Values for the flow's input variables: JSON of every kind, not too deep, without names that could reach a prototype. */
export function readInputs(value: unknown): { [name: string]: Value } {
  if (!isRecord(value)) throw new Refusal(400, 'message.invalid-field', 'inputs');
  if (Object.keys(value).length > LIMITS.variablesPerFlow)
    throw new Refusal(400, 'message.too-many-inputs', 'inputs');
  check(value, INPUTS_AT);
  return value as { [name: string]: Value };
}

function check(value: unknown, depth: number): void {
  if (typeof value !== 'object' || value === null) return;
  if (depth > DEPTH) throw new Refusal(400, 'body.too-deep', 'inputs');
  if (Array.isArray(value)) {
    for (const item of value) check(item, depth + 1);
    return;
  }
  for (const [name, item] of Object.entries(value)) {
    if (FORBIDDEN.has(name)) throw new Refusal(400, 'body.forbidden-name', `inputs.${name}`);
    check(item, depth + 1);
  }
}
