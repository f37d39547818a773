import { createHash } from 'node:crypto';

/** Members that say what a thing is come before what it holds; all others follow by name. */
const FIRST = [
  'format',
  'id',
  'type',
  'version',
  'name',
  'description',
  'channels',
  'languages',
  'zone',
  'variables',
  'start',
  'nodes',
  'config',
  'exits',
  'handlers',
  'apology',
  'layout',
];

/**
 * JSON with its members in one order, whoever wrote it: what is the same then looks the same in a file, and a change is a
 * few lines. Lists keep their order, for it means something.
 */
export function inOrder(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inOrder);
  if (typeof value !== 'object' || value === null) return value;
  const rank = (name: string) => (FIRST.includes(name) ? FIRST.indexOf(name) : FIRST.length);
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, inner]) => inner !== undefined)
      .toSorted(([one], [other]) => rank(one) - rank(other) || (one < other ? -1 : 1))
      .map(([name, inner]) => [name, inOrder(inner)]),
  );
}

/** A thing as a file keeps it. */
export const fileTextOf = (value: unknown): string => `${JSON.stringify(inOrder(value), null, 2)}\n`;

/** Same content, same fingerprint, in whatever order it was written. */
export const fingerprintOf = (value: unknown): string =>
  createHash('sha256').update(fileTextOf(value)).digest('hex').slice(0, 32);
