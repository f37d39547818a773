import { type ContactEvent, dueAt, type Frame, type Happening, MASKED, nodeOf } from '../engine/index.ts';
import { act } from './act.ts';
import { afterStep, happened, type Given } from './happened.ts';
import type { Parting, Recurrence } from './recorded.ts';
import type { SimulatedWorld, Source } from './simulated-world.ts';

/** The world after a recorded step, or why the step cannot be taken in it. */
export type Recurred = { ok: true; world: SimulatedWorld } | { ok: false; parting: Parting };

const done = (world: SimulatedWorld): Recurred => ({ ok: true, world });
const parted = (parting: Parting): Recurred => ({ ok: false, parting });

/**
 * Takes a step of a real contact once more. On the version it ran on, and as long as nothing was changed, the world comes to
 * the very place that is stored; on any other drawing the engine is given the same event at the same time, with the same
 * chance and what calendars said then, as long as the contact is where it was when that happened.
 */
export function recur(source: Source, world: SimulatedWorld, what: Recurrence): Recurred {
  return isUnchanged(world, what) ? relived(source, world, what) : followed(source, world, what);
}

function isUnchanged({ flow, version, snapshot, customer }: SimulatedWorld, what: Recurrence): boolean {
  const { root, before, step } = what;
  if (flow !== root.flow || version !== root.version) return false;
  return step.event.type === 'contact.opened'
    ? snapshot === null && JSON.stringify(customer) === JSON.stringify(step.event.customer)
    : JSON.stringify(snapshot) === JSON.stringify(before);
}

/** As it was: nothing is worked out anew, for the log does not hold what was sensitive. */
function relived(source: Source, world: SimulatedWorld, { step }: Recurrence): Recurred {
  const { event, snapshot } = step;
  const frame = snapshot.frames.at(-1);
  const machine = snapshot.ended ? undefined : frame && source.machine(frame.flow, frame.version);
  const waitingFor = frame && machine ? machine.listensTo(frame.state) : [];
  return done(afterStep(source, { ...world, at: event.at }, event, { ...step, waitingFor }));
}

function followed(source: Source, world: SimulatedWorld, what: Recurrence): Recurred {
  const { step, before, root } = what;
  const { event } = step;
  const given: Given = {
    seed: event.seed,
    ...(step.facts.calendars ? { calendars: step.facts.calendars } : {}),
    ...(step.facts.flows && world.flow === root.flow && world.version === root.version
      ? { flows: step.facts.flows }
      : {}),
  };
  if (event.type === 'contact.opened') {
    if (!source.machine(world.flow, world.version)) return parted({ why: 'noFlow', flow: world.flow });
    const opened = { ...event, customer: world.customer };
    return done(happened(source, { ...world, at: event.at }, opened, given));
  }
  const passed = passing(source, world, what);
  const { snapshot } = passed;
  if (step.status === 'ignored' || !snapshot) return done(passed);
  if (snapshot.ended) return parted({ why: 'over', reason: snapshot.ended.reason });
  const there = before?.frames.at(-1);
  const here = snapshot.frames.at(-1);
  const isMoved = event.type === 'contact.moved' || event.type === 'contact.closed';
  // Timers are the drawing's own: what matters of the record's is the time that passed.
  if (event.type !== 'timer.fired' && !isMoved && !isSamePlace(there, here))
    return parted({ why: 'elsewhere', node: idOf(there), instead: idOf(here) });
  const again = happeningIn(passed, event);
  if (again === 'nothing') return done(passed);
  if ('why' in again) return parted(again);
  const after = happened(source, passed, again, given);
  if (event.type === 'contact.moved' && after.story.at(-1)?.status === 'ignored')
    return parted({ why: 'noPlace', node: event.node });
  return done(after);
}

/** Time up to a recorded step: what the record waited for is waited for here too, other timers that are due fire. */
function passing(source: Source, world: SimulatedWorld, { step, before }: Recurrence): SimulatedWorld {
  const { event } = step;
  const at = Math.max(world.at, event.at);
  const there = before?.frames.at(-1);
  const here = world.snapshot?.frames.at(-1);
  const isSame = isSamePlace(there, here);
  // The real answer is in the record: nothing stands in for it.
  const waiting =
    isSame && there?.context.pending !== undefined && world.awaited
      ? { ...world, awaited: { ...world.awaited, comes: null } }
      : world;
  const due = waiting.snapshot ? dueAt(waiting.snapshot) : undefined;
  // The very timer of the record fires when it did, which may be late, and not before.
  const isHeld = isSame && due === there?.context.timer?.due;
  if (isHeld) return { ...waiting, at };
  const acted = act(source, waiting, { type: 'timePasses', ms: at - waiting.at });
  return acted.ok ? acted.world : { ...waiting, at };
}

/** What happens here when this happened there. */
function happeningIn(world: SimulatedWorld, event: ContactEvent): Happening | Parting | 'nothing' {
  const { snapshot, awaited, waitingFor, at } = world;
  const frame = snapshot?.frames.at(-1);
  const node = idOf(frame);
  switch (event.type) {
    case 'input.received':
      return event.input.value.includes(MASKED) ? { why: 'hidden', node } : event;
    case 'input.timedOut':
      return waitingFor.includes(event.type) ? event : { why: 'notTimed', node };
    case 'timer.fired': {
      const timer = frame?.context.timer;
      return timer && timer.due <= at ? { type: event.type, timer: timer.token } : 'nothing';
    }
    case 'effect.succeeded':
      if (!awaited) return { why: 'notAsked', node };
      if (JSON.stringify(event.result).includes(MASKED)) return { why: 'hidden', node };
      return { type: event.type, effect: awaited.effect.id, result: event.result };
    case 'effect.failed':
      if (!awaited) return { why: 'notAsked', node };
      return { type: event.type, effect: awaited.effect.id, failure: event.failure };
    default:
      return event;
  }
}

const idOf = (frame: Frame | undefined): string => (frame ? nodeOf(frame.state) : '');

const isSamePlace = (there: Frame | undefined, here: Frame | undefined): boolean =>
  there?.flow === here?.flow && idOf(there) === idOf(here);
