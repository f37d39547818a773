import { isDeepStrictEqual } from 'node:util';
import {
  type Effect,
  type Frame,
  type Happening,
  type Snapshot,
  start,
  step,
  type Step,
  type Trace,
  type World,
} from '../../runtime/engine/index.ts';
import type { Recorded } from '../../runtime/simulated-world/index.ts';
import { Transcript } from './transcript.ts';

/** One contact in a test: gives events to the engine and keeps what comes back, as the shell would. */
export class ContactRun {
  readonly transcript = new Transcript();
  readonly world: World;
  /** Effects nobody has asked about yet. */
  open: Effect[] = [];
  /** Ways taken that nobody has asked about yet. */
  trace: Trace[] = [];
  last: Step | undefined;
  /** Every step, as the log and what is stored tell it. */
  readonly log: Recorded[] = [];
  /** Virtual clock, epoch ms. */
  at: number;
  private readonly seed: number;
  private readonly flow: string;
  private seq = 0;
  private stored: string | undefined;

  constructor(world: World, flow: string, at: number, seed: number) {
    this.world = world;
    this.flow = flow;
    this.at = at;
    this.seed = seed;
  }

  /** The snapshot as it would come back from the database. */
  get snapshot(): Snapshot {
    return JSON.parse(
      this.stored ?? this.transcript.fail('The contact has not been opened yet.'),
    ) as Snapshot;
  }

  /** The running flow of the contact. */
  get frame(): Frame {
    return this.snapshot.frames.at(-1) ?? this.transcript.fail('No flow has begun.');
  }

  /** Whether the node where the contact is listens to an event. */
  listensTo(event: string): boolean {
    if (this.snapshot.ended) return false;
    const { flow, version, state } = this.frame;
    return this.world.machine(flow, version)?.listensTo(state).includes(event) ?? false;
  }

  /** Gives one event to the engine. What was said before and not asked about counts as passed over. */
  happen(happening: Happening, told: string): void {
    this.seq += 1;
    const event = { ...happening, seq: this.seq, at: this.at, seed: this.seed };
    this.transcript.did(told);
    const taken =
      event.type === 'contact.opened'
        ? start(this.world, event, this.flow)
        : step(this.world, this.snapshot, event);
    this.transcript.answered(taken);
    this.stored = JSON.stringify(taken.snapshot);
    if (!isDeepStrictEqual(withoutUndefined(taken.snapshot), JSON.parse(this.stored)))
      this.transcript.fail('The snapshot is not plain JSON: stored and read back it is another one.');
    const { effects, trace, status, failure, facts = {} } = taken;
    const made = { event, effects, trace, status, ...(failure ? { failure } : {}), facts };
    this.log.push({ ...structuredClone(made), snapshot: this.snapshot });
    this.last = taken;
    this.open.push(...taken.effects);
    this.trace.push(...taken.trace);
  }
}

/** JSON has no `undefined`; a key without a value is the same as no key. */
function withoutUndefined(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutUndefined);
  if (typeof value !== 'object' || value === null || Object.getPrototypeOf(value) !== Object.prototype)
    return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, inner]) => inner !== undefined)
      .map(([key, inner]) => [key, withoutUndefined(inner)]),
  );
}
