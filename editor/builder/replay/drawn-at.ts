import { nodeOf, type Value } from '../../../runtime/engine/index.ts';
import type { Recorded } from '../../../runtime/simulated-world/index.ts';
import { DARK, type Lights } from '../../simulator/lights.tsx';
import type { Place } from './clause.ts';
import { placeOf } from './moments.ts';

type Version = Omit<Place, 'node'>;

/** The version whose drawing shows where a contact is after its last step: of the flow that runs, or that ran last. */
export function drawnAt(steps: readonly Recorded[], root: Version): Version {
  const last = steps.at(-1);
  const running = last?.snapshot.ended ? undefined : placeOf(last?.snapshot);
  const trace = steps.findLast((step) => step.trace.length > 0)?.trace.at(-1);
  const { flow, version } = running ?? trace ?? root;
  return { flow, version };
}

/** Every version a contact came through, each once. */
export function versionsOf(steps: readonly Recorded[], root: Version): Version[] {
  const met = new Map<string, Version>([[keyOf(root), root]]);
  for (const { trace } of steps)
    for (const { flow, version } of trace) met.set(keyOf({ flow, version }), { flow, version });
  return [...met.values()];
}

export const keyOf = ({ flow, version }: Version): string => `${flow} ${version}`;

/** The lights of these steps on the drawing of a version: ways taken, and where the contact is after the last of them. */
export function lightsAt(steps: readonly Recorded[], { flow, version }: Version): Lights {
  const ways = new Map<string, number>();
  const nodes = new Set<string>();
  let latest: string | undefined;
  for (const { trace } of steps)
    for (const one of trace) {
      if (one.flow !== flow || one.version !== version) continue;
      nodes.add(one.node);
      latest = one.node;
      if (one.exit === undefined) continue;
      const way = `${one.node}:${one.exit}`;
      ways.set(way, (ways.get(way) ?? 0) + 1);
    }
  const last = steps.at(-1);
  if (!last) return DARK;
  const frame = last.snapshot.ended
    ? undefined
    : last.snapshot.frames.findLast((one) => one.flow === flow && one.version === version);
  // Of a contact that is over, the node where it ended is the one to look at.
  const current = frame ? nodeOf(frame.state) : latest;
  const { failure } = last;
  return {
    ways,
    nodes,
    ...(current === undefined ? {} : { current }),
    ...(failure?.node !== undefined && nodes.has(failure.node)
      ? { failed: { node: failure.node, told: failure.message } }
      : {}),
  };
}

/** A variable after the last of some steps, and the values it had on the way there. */
export interface Told {
  name: string;
  value: Value;
  /** Each value with the step at which it came; the last one is the present. */
  history: { seq: number; value: Value }[];
}

/** The variables of the flow that runs after the last of these steps, with their histories. */
export function variablesAt(steps: readonly Recorded[]): Told[] {
  const running = steps.at(-1)?.snapshot.frames.at(-1);
  if (!running) return [];
  const told = new Map<string, Told>();
  for (const { event, snapshot } of steps) {
    const frame = snapshot.frames.findLast(({ flow }) => flow === running.flow);
    for (const [name, value] of Object.entries(frame?.context.vars ?? {})) {
      const known = told.get(name);
      if (!known) told.set(name, { name, value, history: [{ seq: event.seq, value }] });
      else if (JSON.stringify(known.value) !== JSON.stringify(value)) {
        known.value = value;
        known.history.push({ seq: event.seq, value });
      }
    }
  }
  return [...told.values()];
}
