import { expect, onTestFinished, test } from 'vitest';
import { insertContact, updateContact } from '../../db/queries/contacts.ts';
import { contactRow, customer } from '../../db/test-kit/rows.ts';
import { database } from '../../db/test-kit/database.ts';
import { hotContacts } from './hot-contacts.ts';
import { encodeSnapshot } from './snapshot-text.ts';
import { type Stepper } from './stepper.ts';
import { timers } from './timers.ts';

const DUE = 1_000;
/** Longer than the longest sleep between two looks. */
const TWO_LOOKS = 2_500;

const waiting = (id: string) =>
  contactRow(id, {
    due: DUE,
    seq: 1,
    snapshot: encodeSnapshot({
      contact: id,
      channel: 'api',
      customer: { id: 'customer' },
      openedAt: 1,
      frames: [
        {
          flow: 'bank',
          version: 1,
          state: 'ask',
          context: { language: 'en', vars: {}, counters: {}, timer: { token: 1, due: DUE } },
        },
      ],
    }),
  });

/** Timers over a real file, with a stepper that only counts: what is in memory stays as it was until a step is on disk. */
async function counting(contacts: string[], done: (id: string) => Promise<void>) {
  const { db, writer } = await database();
  await writer.commit({
    statements: [customer('customer'), ...contacts.map((id) => insertContact(waiting(id)))],
  });
  const hot = hotContacts(db, 100);
  const fired: string[] = [];
  const failures: unknown[] = [];
  const stepper: Stepper = {
    open: () => Promise.reject(new Error('nobody opens a contact here')),
    async happen(contact, happening) {
      fired.push(`${contact.id} ${happening.type === 'timer.fired' ? happening.timer : happening.type}`);
      await done(contact.id);
      await writer.commit({
        statements: [
          updateContact({
            id: contact.id,
            previousSeq: 1,
            seq: 2,
            state: 'ended',
            endedAt: 2,
            endReason: 'x',
          }),
        ],
      });
      hot.evict(contact.id);
      return { status: 'taken', contact: contact.id, seq: 2, effects: [], ended: true };
    },
  };
  const running = timers({
    db,
    hot,
    stepper,
    now: () => DUE + 1,
    failed: (error) => failures.push(error),
  });
  onTestFinished(() => running.stop());
  return { running, fired, failures };
}

const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

test('a timer that is due is fired once, even when its step takes longer than the next look', async () => {
  const { running, fired, failures } = await counting(['one', 'two'], () => pause(TWO_LOOKS));
  running.begin();
  // Somebody starts a timer meanwhile, and then another: nobody looks twice because of that.
  running.started(DUE);
  running.started(DUE);
  await pause(TWO_LOOKS + 500);
  expect(fired.toSorted()).toEqual(['one 1', 'two 1']);
  expect(failures).toEqual([]);
});

test('and not again after it was fired', async () => {
  const { running, fired, failures } = await counting(['one'], () => Promise.resolve());
  running.begin();
  await pause(TWO_LOOKS);
  running.started(DUE);
  await pause(500);
  expect(fired).toEqual(['one 1']);
  expect(failures).toEqual([]);
});
