import type { Value } from '../../runtime/engine/index.ts';
import { type Act, act, type SimulatedWorld, type Source } from '../../runtime/simulated-world/index.ts';

/** What is done in a simulation: what somebody does in the world, or a variable that whoever plays sets by hand. */
export type Deed = Act | { type: 'sets'; variable: string; to: Value };

type Did = ReturnType<typeof act>;

/** Does one thing, and lets everything come back that is on its way: exactly as a test of a flow does. */
export function did(source: Source, world: SimulatedWorld, deed: Deed): Did {
  if (deed.type === 'sets') return withVariable(world, deed.variable, deed.to);
  const done = act(source, world, deed);
  if (!done.ok || deed.type === 'changes') return done;
  return act(source, done.world, { type: 'settles' });
}

function withVariable(world: SimulatedWorld, variable: string, to: Value): Did {
  const { snapshot } = world;
  const frame = snapshot?.frames.at(-1);
  if (!snapshot || !frame || snapshot.ended)
    return { ok: false, why: 'There is no contact whose variables could be set.' };
  const vars = { ...frame.context.vars, [variable]: to };
  const frames = [...snapshot.frames.slice(0, -1), { ...frame, context: { ...frame.context, vars } }];
  return { ok: true, world: { ...world, snapshot: { ...snapshot, frames } } };
}
