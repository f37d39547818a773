import { MASKED } from './masked.ts';
import type { Value } from './value.ts';

/** What a path into an answer may look like: `/items/0/price`, `items.0.price`, or nothing for the whole. */
export const POINTER = /^$|^\/|^[^/.\s][^/]*$/;

/** Steps of a JSON pointer (RFC 6901) or of a dotted path; none for the whole. */
function stepsOf(path: string): string[] {
  if (path === '') return [];
  if (!path.startsWith('/')) return path.split('.');
  return path
    .slice(1)
    .split('/')
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
}

/** A path inside the member of a value, as a JSON pointer. */
export const pointerInto = (member: string, path: string): string =>
  ['', member, ...stepsOf(path)].map((step) => step.replaceAll('~', '~0').replaceAll('/', '~1')).join('/');

/** Reads what a path leads to, `null` where nothing is; own properties only, so no prototype can be reached. */
export function readPointer(value: Value, path: string): Value {
  let current = value;
  for (const step of stepsOf(path)) {
    if (current === MASKED) return MASKED;
    if (current === null || typeof current !== 'object' || !Object.hasOwn(current, step)) return null;
    current = (current as { [key: string]: Value })[step]!;
  }
  return current;
}
