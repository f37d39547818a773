import type { GroupResult, Outcome, Unit } from './apply-group.ts';
import { CommitConflict, CommitDefect, CommitFailed } from './errors.ts';
import { toParam } from './guard.ts';

/** Every durable write of the product goes through one of these. */
export interface Writer {
  /** Resolves once the transaction that holds the unit is on the disk. */
  commit(unit: Unit): Promise<void>;
  /** Resolves once every unit handed in before is settled, one way or the other. */
  barrier(): Promise<void>;
  /** Copies the WAL back into the file and empties it, so that what was deleted is nowhere any more. */
  emptyWal(): Promise<void>;
  /** Settles what is queued, then lets go of the database. */
  close(): Promise<void>;
  /** Resolves when nothing will ever be written again: the process should stop and be started anew. */
  broken: Promise<CommitFailed>;
  stats(): WriterStats;
}
/** Counts since the writer was opened; `transactions` counts those that reached the disk. */
export type WriterStats = { units: number; transactions: number; statements: number };

/** Carries groups to the connection. `apply` answers each group exactly once. */
export type Transport = {
  apply(units: readonly Unit[], answer: (result: GroupResult) => void): void;
  emptyWal?(): Promise<void>;
  close(): Promise<void>;
};

/** Hears of every group: how many units it held, and how long it took until it was on disk or refused, ms. */
export type ObserveGroup = (units: number, ms: number) => void;

type Waiting = { unit: Unit; resolve: () => void; reject: (error: Error) => void };

const groupLimit = 512;
/** Fewer than this go together whatever a transaction takes. */
const manyUnits = 16;
/** About what the event loop needs to work on one unit, ms. */
const unitMs = 0.08;

/**
 * Units that arrive while a transaction runs, or in one turn of the event loop, share the next ones: few all in one, many in
 * halves. They are written and answered in the order they came.
 * @param now a clock to measure transactions by, ms
 */
export const commitQueue = (
  transport: Transport,
  observe: ObserveGroup = () => undefined,
  now: () => number = () => performance.now(),
): Writer => {
  const stats: WriterStats = { units: 0, transactions: 0, statements: 0 };
  let waiting: Waiting[] = [];
  let busy = false;
  /** A group is being handed over; a transport on this thread answers within that. */
  let handing = false;
  /** By the last transaction, ms. */
  let took = 0;
  let refusal: CommitFailed | undefined;
  let closing: Promise<void> | undefined;
  let tellBroken: (error: CommitFailed) => void = () => undefined;
  const broken = new Promise<CommitFailed>((resolve) => (tellBroken = resolve));

  /**
   * Two groups take turns: while the thread writes one, the event loop works on the other. Who was answered tends to be
   * back at once, so of all there are one half goes; else they drift into one group, and thread and event loop wait for
   * each other. Where a transaction takes longer than the work on all of them, few transactions are faster.
   */
  const areTurnsTaken = (all: number): boolean => all >= manyUnits && took < all * unitMs;
  /** Hands the next group over; `answered`: units that were answered just now. */
  const pump = (answered = 0) => {
    const all = waiting.length + answered;
    const most = Math.min(groupLimit, areTurnsTaken(all) ? Math.ceil(all / 2) : all);
    const group = waiting.length <= most ? waiting : waiting.slice(0, most);
    waiting = waiting.length <= most ? [] : waiting.slice(most);
    if (refusal) return settle(group, refusal);
    const began = now();
    handing = true;
    transport.apply(
      group.map(({ unit }) => unit),
      (result) => {
        took = now() - began;
        observe(group.length, took);
        answer(group, result);
      },
    );
    handing = false;
  };
  const answer = (group: readonly Waiting[], result: GroupResult) => {
    if ('failure' in result) {
      const { reason, fatal } = result.failure;
      const error = new CommitFailed(reason, { fatal });
      if (fatal) {
        refusal = error;
        tellBroken(error);
      }
      settle(group, error);
    } else {
      if (group.some(({ unit }, index) => unit.statements.length > 0 && !result.outcomes[index]))
        stats.transactions += 1;
      settle(group, result.outcomes);
    }
  };
  const settle = (group: readonly Waiting[], outcomes: readonly Outcome[] | CommitFailed) => {
    const isMore = waiting.length > 0;
    busy = isMore;
    // Few are answered while the next are written. For many, whoever hears the answers needs the core the thread would take.
    const isFirst = isMore && !handing && !areTurnsTaken(waiting.length + group.length);
    if (isFirst) pump(group.length);
    group.forEach(({ unit, resolve, reject }, index) => {
      if (outcomes instanceof CommitFailed) return reject(outcomes);
      const failure = outcomes[index] ?? null;
      if (failure) return reject(toError(failure));
      if (unit.statements.length > 0) stats.units += 1;
      stats.statements += unit.statements.length;
      resolve();
    });
    if (isMore && !isFirst) setImmediate(() => pump(group.length));
  };
  const add = (unit: Unit): Promise<void> =>
    new Promise((resolve, reject) => {
      waiting.push({ unit, resolve, reject });
      if (busy) return;
      busy = true;
      setImmediate(() => pump());
    });
  const barrier = () => add({ statements: [] }).catch(() => undefined);

  return {
    commit(unit) {
      const defect = defectIn(unit);
      if (defect) return Promise.reject(defect);
      return closing ? Promise.reject(new CommitFailed('the writer is closed')) : add(unit);
    },
    barrier: () => closing ?? barrier(),
    async emptyWal() {
      await barrier();
      await transport.emptyWal?.();
    },
    close: () => (closing ??= barrier().then(() => transport.close())),
    broken,
    stats: () => ({ ...stats }),
  };
};

const toError = (failure: Exclude<Outcome, null>): Error =>
  failure.kind === 'conflict'
    ? new CommitConflict(failure.statement, failure.constraint)
    : new CommitDefect(failure.statement, failure.reason);

// Here and not only at the connection: a value that cannot be cloned would fail the message that carries the neighbours.
const defectIn = ({ statements }: Unit): CommitDefect | undefined => {
  let index = 0;
  try {
    for (; index < statements.length; index++) statements[index]!.params.forEach(toParam);
    return undefined;
  } catch (cause) {
    return new CommitDefect(index, cause instanceof Error ? cause.message : String(cause), { cause });
  }
};
