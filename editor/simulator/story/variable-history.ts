import type { Value } from '../../../runtime/engine/index.ts';
import { type Walks, wayTo } from '../walks.ts';

/** A variable where one is, and the values it had on the way there. */
export interface Told {
  name: string;
  value: Value;
  /** Each value with the position on the way at which it came; the last one is the present. */
  history: { at: number; value: Value }[];
}

/** The variables of the flow that runs, with their histories. */
export function variablesOf(walks: Walks): Told[] {
  const told = new Map<string, Told>();
  for (const [at, index] of wayTo(walks, walks.here).entries()) {
    const vars = walks.steps[index]!.world.snapshot?.frames.at(-1)?.context.vars ?? {};
    for (const [name, value] of Object.entries(vars)) {
      const known = told.get(name);
      if (!known) told.set(name, { name, value, history: [{ at, value }] });
      else if (JSON.stringify(known.value) !== JSON.stringify(value)) {
        known.value = value;
        known.history.push({ at, value });
      }
    }
  }
  return [...told.values()];
}
