import type { Parting, SimulatedWorld, Source } from '../../runtime/simulated-world/index.ts';
import { type Deed, type DeedRefusal, did } from './deed.ts';

/** A moment of a simulation, and what led to it. */
export interface Step {
  /** The step before; missing where a walk begins. */
  parent?: number;
  /** Missing where a walk begins. */
  deed?: Deed;
  world: SimulatedWorld;
}

/**
 * Everything that was tried: a tree of steps that only grows, so that whoever goes back and does something else loses
 * nothing. A step is known by its position.
 */
export interface Walks {
  steps: readonly Step[];
  /** The step that is shown. */
  here: number;
  /** Last step of the branch that is shown: `here` is on the way to it. */
  tip: number;
}

/** The walks after a deed, or why it cannot be done. */
export type Walked = { ok: true; walks: Walks } | { ok: false; why: DeedRefusal; parting?: Parting };

/** A tree with nothing but a beginning. */
export const begun = (world: SimulatedWorld): Walks => ({ steps: [{ world }], here: 0, tip: 0 });

/** Another beginning beside those there are. */
export function begunAnew(walks: Walks, world: SimulatedWorld): Walks {
  const here = walks.steps.length;
  return { steps: [...walks.steps, { world }], here, tip: here };
}

export const worldOf = ({ steps, here }: Walks): SimulatedWorld => steps[here]!.world;

/** The world in which the way to where one is began. */
export const originOf = (walks: Walks): SimulatedWorld => walks.steps[wayTo(walks, walks.here)[0]!]!.world;

/** Does something where one is. What was done there before stays; the very same again is the same step. */
export function walked(source: Source, walks: Walks, deed: Deed): Walked {
  const done = did(source, worldOf(walks), deed);
  if (!done.ok) return done;
  const told = JSON.stringify(deed);
  const same = walks.steps.findIndex(
    (step) => step.parent === walks.here && JSON.stringify(step.deed) === told,
  );
  if (same >= 0) return { ok: true, walks: gone(walks, same) };
  const here = walks.steps.length;
  const step: Step = { parent: walks.here, deed, world: done.world };
  return { ok: true, walks: { steps: [...walks.steps, step], here, tip: here } };
}

/** Goes to a step; the branch that is shown stays when the step is on it. */
export function gone(walks: Walks, here: number): Walks {
  if (wayTo(walks, walks.tip).includes(here)) return { ...walks, here };
  return { ...walks, here, tip: lastBehind(walks, here) };
}

/** The steps from a beginning to this one, both included. */
export function wayTo({ steps }: Walks, step: number): number[] {
  const way: number[] = [];
  for (let at: number | undefined = step; at !== undefined; at = steps[at]?.parent) way.unshift(at);
  return way;
}

/** Where each branch ends, the oldest first. */
export function tips({ steps }: Walks): number[] {
  const parents = new Set(steps.map(({ parent }) => parent));
  return steps.flatMap((_step, index) => (parents.has(index) ? [] : [index]));
}

function lastBehind(walks: Walks, step: number): number {
  const behind = tips(walks).filter((tip) => wayTo(walks, tip).includes(step));
  return behind.at(-1) ?? step;
}
