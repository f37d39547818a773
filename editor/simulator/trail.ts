import { nodeOf } from '../../runtime/engine/index.ts';
import type { SimulatedWorld } from '../../runtime/simulated-world/index.ts';

/** A version of a flow that a contact is in, or was in. */
export interface Called {
  flow: string;
  version: number;
  /** Node where the contact is in it; missing where it is in it no more. */
  node?: string;
}

/**
 * What is looked at: the drawing that is worked on, the flow that runs, whichever that is, or one that was picked by hand,
 * with a node somebody was led to.
 */
export type Look = 'main' | 'running' | (Pick<Called, 'flow' | 'version'> & { shown?: string });

/**
 * The flows a contact is in, from the one it began in down to the one that runs; one that is looked at though the contact
 * has left it comes last. Empty before anybody has come.
 */
export function trailOf({ snapshot }: Pick<SimulatedWorld, 'snapshot'>, look: Look): Called[] {
  const trail = (snapshot?.frames ?? []).map(({ flow, version, state }) => ({
    flow,
    version,
    ...(snapshot?.ended ? {} : { node: nodeOf(state) }),
  }));
  if (typeof look === 'string' || trail.length === 0 || trail.some((one) => isSame(one, look))) return trail;
  return [...trail, { flow: look.flow, version: look.version }];
}

/** Position on a trail of what is looked at; the drawing that is worked on is at 0. */
export function lookedAt(trail: readonly Called[], look: Look): number {
  if (look === 'main') return 0;
  const at = look === 'running' ? trail.length - 1 : trail.findIndex((one) => isSame(one, look));
  return Math.max(0, at);
}

/** What to look at for a place on the trail: whoever picks the flow that runs follows the contact from there on. */
export function lookFor(trail: readonly Called[], at: number): Look {
  const { flow, version, node } = trail[at] ?? {};
  if (at === 0 || flow === undefined || version === undefined) return 'main';
  return at === trail.length - 1 && node !== undefined ? 'running' : { flow, version };
}

const isSame = (one: Pick<Called, 'flow' | 'version'>, other: Pick<Called, 'flow' | 'version'>): boolean =>
  one.flow === other.flow && one.version === other.version;
