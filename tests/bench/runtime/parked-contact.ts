import type { ContactRow } from '../../../db/queries/contacts.ts';
import { encodeSnapshot } from '../../../runtime/contacts/snapshot-text.ts';
import { start } from '../../../runtime/engine/index.ts';
import { MAIN_ORGANISATION as organisation } from '../../../runtime/settings.ts';
import { threeTurns } from '../flows/three-turns.ts';
import { worldOf } from '../flows/world-of.ts';

const flow = 'three';
const dayMs = 24 * 3_600_000;

/** Numbers in no order: indexes must not be filled from end to end. */
const scattered = (n: number, below: number) => (n * 7_919) % below;

/** How the n-th customer is addressed: as long as a phone number. */
export const addressOf = (n: number): string => `+4420${String(scattered(n, 10_000_003)).padStart(8, '0')}`;

/** Copies the first contact to the places from `?` to before `?`: the same rows as below, but made by the database itself. */
export const copiesSql = `
  with recursive places(n) as (select ? union all select n + 1 from places where n + 1 < ?)
  insert into contacts (id, organisation, customer, connection, address, flow, version, state, seq, due, snapshot, opened_at)
  select printf('%013d', n), organisation, customer, connection, printf('+4420%08d', (n * 7919) % 10000003), flow, version,
    state, seq, ? + (n * 7919) % ${dayMs}, replace(snapshot, due, ? + (n * 7919) % ${dayMs}), opened_at
  from places join (select * from contacts limit 1)`;

/** Makes rows of contacts that wait at the first question of the clinic, with timers within a day after `due`. */
export function parkedContacts(
  customer: string,
  openedAt: number,
  due: number,
): (id: string, n: number) => ContactRow {
  const { snapshot } = start(
    worldOf(threeTurns()),
    {
      type: 'contact.opened',
      contact: 'c',
      channel: 'api',
      customer: { id: customer },
      text: 'hello',
      seq: 1,
      at: openedAt,
      seed: 0,
    },
    flow,
  );
  // They differ in their timer alone: the engine makes one, the others are copies with another time.
  const { timer } = snapshot.frames[0]!.context;
  const template = encodeSnapshot(snapshot);
  const time = String(timer!.due);
  return (id, n) => {
    const at = due + scattered(n, dayMs);
    return {
      id,
      organisation,
      customer,
      connection: flow,
      address: addressOf(n),
      flow,
      version: 1,
      state: 'inFlow',
      seq: 1,
      due: at,
      snapshot: template.replace(time, String(at)),
      openedAt,
      endedAt: null,
      endReason: null,
    };
  };
}
