import { type Decisions, PLAIN } from './run/decisions.ts';
import { StepFailure } from './run/failure.ts';
import type { ContactEvent, ContactOpened } from './event.ts';
import { LIMITS } from './limits.ts';
import type { Frame, Snapshot } from './snapshot.ts';
import type { Step } from './run/step-result.ts';
import { Walk } from './run/walk.ts';
import type { World } from './world.ts';

export type { Step, Trace } from './run/step-result.ts';

/** Opens a contact on a flow version and walks it to its first wait. `version` undefined means the latest. */
export function start(world: World, opened: ContactOpened, flow: string, version?: number): Step {
  const blank: Snapshot = {
    contact: opened.contact,
    channel: opened.channel,
    customer: opened.customer,
    openedAt: opened.at,
    frames: [],
  };
  if (opened.to !== undefined) blank.to = opened.to;
  if (opened.from !== undefined) blank.from = opened.from;
  if (opened.text !== undefined) blank.text = opened.text;
  return new Walk(world, blank, opened).open(flow, version, opened.inputs ?? {});
}

/** One event through the engine. Pure: the snapshot given is not touched. */
export function step(
  world: World,
  snapshot: Snapshot,
  event: ContactEvent,
  decisions: Decisions = PLAIN,
): Step {
  if (snapshot.ended || isStale(snapshot, event)) return new Walk(world, snapshot, event).ignore();
  const walk = new Walk(
    world,
    { ...snapshot, frames: withoutAwaited(snapshot.frames, event) },
    event,
    decisions,
  );
  if (event.seq <= LIMITS.eventsPerContact) return walk.take();
  const message = `More than ${LIMITS.eventsPerContact} events in one contact.`;
  return walk.giveUp(new StepFailure('limit.events-per-contact', message, undefined));
}

/** A timer that was replaced meanwhile or is early, an outcome nobody awaits: they come late, and change nothing. */
function isStale(snapshot: Snapshot, event: ContactEvent): boolean {
  const running = snapshot.frames.at(-1)?.context;
  if (event.type === 'timer.fired')
    return running?.timer?.token !== event.timer || running.timer.due > event.at;
  if (event.type === 'effect.succeeded' || event.type === 'effect.failed')
    return running?.pending !== event.effect;
  return event.type === 'contact.opened';
}

/** A timer fires once, an outcome comes once: even if no node takes it, it must not come again and again. */
function withoutAwaited(frames: Frame[], event: ContactEvent): Frame[] {
  const frame = frames.at(-1);
  if (!frame || event.type === 'input.received') return frames;
  const { timer, pending, ...context } = frame.context;
  if (event.type === 'timer.fired')
    return [
      ...frames.slice(0, -1),
      { ...frame, context: pending === undefined ? context : { ...context, pending } },
    ];
  if (event.type === 'effect.succeeded' || event.type === 'effect.failed')
    return [
      ...frames.slice(0, -1),
      { ...frame, context: timer === undefined ? context : { ...context, timer } },
    ];
  return frames;
}
