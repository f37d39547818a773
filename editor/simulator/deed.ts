import type { Value } from '../../runtime/engine/index.ts';
import {
  type Act,
  act,
  type Parting,
  recur,
  type Recurrence,
  type Refusal,
  type RefusalCode,
  type SimulatedWorld,
  type Source,
} from '../../runtime/simulated-world/index.ts';

/**
 * What is done in a simulation: what somebody does in the world, a variable that whoever plays sets by hand, or a step of a
 * real contact, once more.
 */
export type Deed = Act | { type: 'sets'; variable: string; to: Value } | ({ type: 'recurs' } & Recurrence);

/**
 * Why a deed cannot be done: the world refuses it, there is no contact whose variables could be set, or a real contact
 * cannot be followed any further.
 */
export type DeedRefusal = Refusal<RefusalCode | 'nothingToSet' | 'parted'>;

/** The world after a deed, or why it cannot be done; `parting` where a real contact cannot be followed any further. */
type Did = { ok: true; world: SimulatedWorld } | { ok: false; why: DeedRefusal; parting?: Parting };

/** Does one thing, and lets everything come back that is on its way: exactly as a test of a flow does. */
export function did(source: Source, world: SimulatedWorld, deed: Deed): Did {
  if (deed.type === 'sets') return withVariable(world, deed.variable, deed.to);
  if (deed.type === 'recurs') {
    const recurred = recur(source, world, deed);
    if (recurred.ok) return recurred;
    const { parting } = recurred;
    return { ok: false, why: { code: 'parted', about: parting.why }, parting };
  }
  const done = act(source, world, deed);
  if (!done.ok || deed.type === 'changes') return done;
  return act(source, done.world, { type: 'settles' });
}

function withVariable(world: SimulatedWorld, variable: string, to: Value): Did {
  const { snapshot } = world;
  const frame = snapshot?.frames.at(-1);
  if (!snapshot || !frame || snapshot.ended)
    return { ok: false, why: { code: 'nothingToSet', about: variable } };
  const vars = { ...frame.context.vars, [variable]: to };
  const frames = [...snapshot.frames.slice(0, -1), { ...frame, context: { ...frame.context, vars } }];
  return { ok: true, world: { ...world, snapshot: { ...snapshot, frames } } };
}

/** A step of a real contact as somebody would do it by hand: for another channel, and for tests. */
export function byHand(deed: Deed): Exclude<Deed, { type: 'recurs' }> {
  if (deed.type !== 'recurs') return deed;
  const { event } = deed.step;
  switch (event.type) {
    case 'contact.opened': {
      const { channel, from, to, text, inputs } = event;
      return {
        type: 'opens',
        channel,
        ...(from === undefined ? {} : { from }),
        ...(to === undefined ? {} : { to }),
        ...(text === undefined ? {} : { text }),
        ...(inputs === undefined ? {} : { inputs }),
      };
    }
    case 'input.received':
      return { type: 'gives', input: event.input };
    case 'input.timedOut':
    case 'timer.fired':
      return { type: 'staysSilent' };
    case 'effect.succeeded':
      return { type: 'answers', outcome: { result: event.result } };
    case 'effect.failed':
      return { type: 'answers', outcome: { failure: event.failure } };
    case 'interaction.left':
      return { type: 'leaves' };
    default:
      return { type: 'timePasses', ms: 0 };
  }
}
