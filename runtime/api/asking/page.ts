import { z } from '@hono/zod-openapi';
import { refuse } from './refusal.ts';

/** Rows of a page. */
const MOST = 200;
const USUAL = 50;

/** What every list takes: how many, and where the page before ended. */
export const pageQuery = {
  limit: z.coerce.number().int().min(1).max(MOST).default(USUAL),
  cursor: z.string().min(1).max(500).optional(),
};

/** A page of a list. `next` leads to the following one; null at the end. */
export const pageOf = <Item extends z.ZodType>(item: Item) =>
  z.object({ items: z.array(item), next: z.string().nullable() });

const cursorSchema = z.tuple([z.union([z.number(), z.string().max(300)]), z.string().max(300)]);

/** Where a page ended: the value it is sorted by, and the id that tells equal ones apart. */
export type Cursor = z.infer<typeof cursorSchema>;

const encode = (cursor: Cursor): string => Buffer.from(JSON.stringify(cursor)).toString('base64url');

function decode(text: string): Cursor | undefined {
  try {
    return cursorSchema.safeParse(JSON.parse(Buffer.from(text, 'base64url').toString('utf8'))).data;
  } catch {
    return undefined;
  }
}

const unusable = (): never =>
  refuse(400, 'cursor.invalid', 'This cursor is of another list; begin without one.', {
    fields: [{ path: 'query.cursor', message: 'not a cursor of this list' }],
  });

/** The end of the page before, in a list that is sorted by time. */
export function afterTime(cursor: string | undefined): { at: number; id: string } | undefined {
  if (cursor === undefined) return undefined;
  const read = decode(cursor);
  return read && typeof read[0] === 'number' ? { at: read[0], id: read[1] } : unusable();
}

/** The end of the page before, in a list that is sorted by a text or a number. */
export function afterValue(
  cursor: string | undefined,
  type: 'string' | 'number',
): { value: string | number; id: string } | undefined {
  if (cursor === undefined) return undefined;
  const read = decode(cursor);
  return read && typeof read[0] === type ? { value: read[0], id: read[1] } : unusable();
}

/**
 * Makes a page of rows that were asked for with one more than the limit.
 * @param cursorOf what the list is sorted by, and the id
 */
export function paged<Row, Item>(
  rows: Row[],
  limit: number,
  cursorOf: (row: Row) => Cursor,
  itemOf: (row: Row) => Item,
): { items: Item[]; next: string | null } {
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return {
    items: page.map(itemOf),
    next: rows.length > limit && last !== undefined ? encode(cursorOf(last)) : null,
  };
}
