import type { Db } from '../../db/client.ts';
import { crashPoint } from '../../db/crash-point.ts';
import { dueContacts, nextDue } from '../../db/queries/contacts.ts';
import type { HotContact, HotContacts } from './hot-contacts.ts';
import { decodeSnapshot } from './snapshot-text.ts';
import { type Stepper, Superseded } from './stepper.ts';

/** Timers fired in one go; the next go begins when these are on disk. */
const BATCH = 500;
/** Longest sleep in ms: the wall clock may jump, and an empty look costs microseconds. */
const LONGEST_SLEEP = 1_000;
/** Pause in ms after the database could not write. */
const AFTER_FAILURE = 2_000;

export interface TimerParts {
  db: Db;
  hot: HotContacts;
  stepper: Stepper;
  now(): number;
  failed(error: unknown): void;
}

/** Fires what is due, oldest first, by the wall clock: once, late rather than never, never early. */
export interface Timers {
  /** Begins to fire; what is overdue at once. */
  begin(): void;
  /** A step has started a timer (epoch ms): do not sleep past it. */
  started(due: number): void;
  /** Stops; resolves when what was being fired is on disk. */
  stop(): Promise<void>;
}

export function timers(parts: TimerParts): Timers {
  let sleeping: NodeJS.Timeout | undefined;
  let wakeAt = Infinity;
  let firing: Promise<void> = Promise.resolve();
  let stopped = false;
  let begun = false;

  const sleepUntil = (due: number): void => {
    const wake = Math.min(due, parts.now() + LONGEST_SLEEP);
    if (!begun || stopped || (sleeping && wake >= wakeAt)) return;
    clearTimeout(sleeping);
    wakeAt = wake;
    sleeping = setTimeout(
      () => {
        sleeping = undefined;
        firing = fireDue();
      },
      Math.max(0, wake - parts.now()),
    );
  };

  async function fireDue(): Promise<void> {
    let next = Infinity;
    try {
      const now = parts.now();
      const due = dueContacts(parts.db, now, BATCH);
      const outcomes = await Promise.allSettled(due.map(({ id }) => fire(id, now)));
      // Superseded: something else happened to the contact just then, and the next look will see it.
      const failures = outcomes
        .flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason as unknown] : []))
        .filter((reason) => !(reason instanceof Superseded));
      if (failures.length > 0) {
        parts.failed(failures[0]);
        next = parts.now() + AFTER_FAILURE;
      } else {
        next = due.length === BATCH ? parts.now() : (nextDue(parts.db) ?? Infinity);
      }
    } catch (error) {
      parts.failed(error);
      next = parts.now() + AFTER_FAILURE;
    }
    sleepUntil(next);
  }

  /** Fires the timer the contact has now; the one on disk may have been replaced meanwhile. */
  async function fire(id: string, now: number): Promise<void> {
    const contact = parts.hot.byId(id);
    if (!contact || contact.ended) return;
    const timer = timerOf(contact);
    if (!timer || timer.due > now) return;
    crashPoint('timer-firing');
    await parts.stepper.happen(contact, { type: 'timer.fired', timer: timer.token }, null);
  }

  return {
    begin() {
      begun = true;
      sleepUntil(parts.now());
    },
    started: (due) => {
      if (!sleeping || due < wakeAt) sleepUntil(due);
    },
    async stop() {
      stopped = true;
      clearTimeout(sleeping);
      await firing;
    },
  };
}

/** The timer a contact waits for. A snapshot that cannot be read counts as due: the step will see to it. */
function timerOf(contact: HotContact): { token: number; due: number } | undefined {
  try {
    return decodeSnapshot(contact.snapshot, contact).frames.at(-1)?.context.timer;
  } catch {
    return { token: 0, due: 0 };
  }
}
