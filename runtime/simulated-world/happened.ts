import {
  type CalendarReading,
  type ContactEvent,
  type Facts,
  type Happening,
  nodeOf,
  readCalendar,
  start,
  type Step,
  step,
  type World,
} from '../engine/index.ts';
import { carriedOut } from './outside.ts';
import type { SimulatedWorld, Source } from './simulated-world.ts';

/** What is known of one event beforehand, because it has happened before: its chance, and what was looked up. */
export interface Given extends Pick<Facts, 'calendars' | 'flows'> {
  seed?: number;
}

/** Gives one event to the engine, and carries out what it wants as far as nobody is needed for it. */
export function happened(
  source: Source,
  world: SimulatedWorld,
  happening: Happening,
  given: Given = {},
): SimulatedWorld {
  const seq = world.seq + 1;
  const event: ContactEvent = { ...happening, seq, at: world.at, seed: given.seed ?? drawn(world.seed, seq) };
  const surroundings = surroundingsOf(source, world, given);
  const taken =
    event.type === 'contact.opened' || !world.snapshot
      ? start(
          surroundings,
          event as Extract<ContactEvent, { type: 'contact.opened' }>,
          world.flow,
          world.version,
        )
      : step(surroundings, world.snapshot, event);
  return afterStep(source, world, event, taken);
}

/** The world after the engine has answered an event. */
export function afterStep(
  source: Source,
  world: SimulatedWorld,
  event: ContactEvent,
  taken: Omit<Step, 'facts'>,
): SimulatedWorld {
  // As it would come back from the database: what is kept is plain JSON.
  const snapshot = JSON.parse(JSON.stringify(taken.snapshot)) as typeof taken.snapshot;
  const { effects, trace, status, failure } = taken;
  const turn = { event, effects, trace, status, ...(failure ? { failure } : {}) };
  const frame = snapshot.frames.at(-1);
  const moved = trace.length > 0 || effects.some(({ type }) => type === 'channel.collect');
  let after: SimulatedWorld = {
    ...world,
    seq: event.seq,
    snapshot,
    waitingFor: taken.waitingFor,
    listening: moved || snapshot.ended ? null : world.listening,
    story: [...world.story, turn],
  };
  const pending = frame?.context.pending;
  if (after.awaited?.effect.id !== pending || snapshot.ended) after = { ...after, awaited: null };
  for (const effect of effects) {
    const { comes, isReal = false, ...changes } = carriedOut(source, after, frame, effect);
    after = { ...after, ...changes };
    if (effect.id !== pending || !frame || snapshot.ended) continue;
    const node = nodeOf(frame.state);
    const due = comes ? { at: world.at + comes.afterMs, happening: comes.happening } : null;
    const answered = { ...after.answered, [node]: (after.answered[node] ?? 0) + 1 };
    after = { ...after, answered, awaited: { effect, node, comes: due, isReal } };
  }
  return after;
}

/** What the engine may look up here. */
const surroundingsOf = (source: Source, world: SimulatedWorld, given: Given): World => ({
  machine: (flow, version) =>
    source.machine(flow, version ?? given.flows?.[flow] ?? (flow === world.flow ? world.version : undefined)),
  calendar: (id, at) => given.calendars?.[id] ?? readingOf(source, world, id, at),
});

function readingOf(
  source: Source,
  { setting }: SimulatedWorld,
  id: string,
  at: number,
): CalendarReading | undefined {
  const override = setting.calendars?.[id];
  if (typeof override === 'string') return { status: override };
  if (override && 'status' in override) {
    const { status, ...rest } = override;
    return { status, ...Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined)) };
  }
  const calendar = source.calendar(id);
  if (!calendar) return undefined;
  if (!override) return readCalendar(calendar, at);
  const { on, reason } = override.emergency;
  return readCalendar({ ...calendar, emergency: { on, ...(reason === undefined ? {} : { reason }) } }, at);
}

/** Chance of one event: from the seed alone, and not the same for all. */
function drawn(seed: number, seq: number): number {
  let mixed = Math.imul(seed ^ Math.imul(seq, 0x9e3779b1), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) & 0x7fffffff;
}
