import { createHash } from 'node:crypto';
import { inUsualOrder } from '../engine/index.ts';

/**
 * JSON with its members in one order, whoever wrote it: what is the same then looks the same in a file, and a change is a
 * few lines. Lists keep their order, for it means something.
 */
export function inOrder(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inOrder);
  if (typeof value !== 'object' || value === null) return value;
  const members = value as { [name: string]: unknown };
  return Object.fromEntries(
    inUsualOrder(Object.keys(members))
      .filter((name) => members[name] !== undefined)
      .map((name) => [name, inOrder(members[name])]),
  );
}

/** A thing as a file keeps it. */
export const fileTextOf = (value: unknown): string => `${JSON.stringify(inOrder(value), null, 2)}\n`;

/** Same content, same fingerprint, in whatever order it was written. */
export const fingerprintOf = (value: unknown): string =>
  createHash('sha256').update(fileTextOf(value)).digest('hex').slice(0, 32);
