import type { Db } from '../../db/client.ts';
import { heldRows, type OutboxRow, release, unfinished } from '../../db/queries/outbox.ts';
import type { Writer } from '../../db/writer.ts';

/** Rows one atomic write lets go; more would keep other contacts waiting. */
const ROWS_PER_WRITE = 500;
/** More than any outbox that a person could still judge. */
const MOST_HELD = 1_000_000;

/**
 * Lets held effects go out, because a person said so: all, or those with these ids.
 * @returns the rows as they are now, for the dispatcher; without one they are taken up at the next start
 */
export async function releaseHeld(
  { db, writer, now }: { db: Db; writer: Writer; now: () => number },
  ids?: readonly string[],
): Promise<OutboxRow[]> {
  const wanted = ids && new Set(ids);
  const going = heldRows(db, MOST_HELD)
    .map((row) => row.id)
    .filter((id) => wanted?.has(id) ?? true);
  for (let from = 0; from < going.length; from += ROWS_PER_WRITE) {
    const part = going.slice(from, from + ROWS_PER_WRITE);
    await writer.commit({ statements: part.map((id) => release(id, now())) });
  }
  const gone = new Set(going);
  return unfinished(db, MOST_HELD).filter((row) => gone.has(row.id));
}
