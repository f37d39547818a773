import { transition } from 'xstate';
import { registry } from '../../../nodes/index.ts';
import { assemble } from '../../../runtime/engine/compile/assemble.ts';
import { readNodes } from '../../../runtime/engine/compile/read-nodes.ts';
import {
  type ContactEvent,
  type ContactOpened,
  type MachineContext,
  type Snapshot,
  start,
  step,
  type World,
} from '../../../runtime/engine/index.ts';
import { toXState } from '../../../runtime/engine/run/machine-runner.ts';
import { roundsOfTen } from '../flows/rounds-of-ten.ts';
import { interpret } from '../../kit/reference-interpreter.ts';
import { compiled, worldOf } from '../flows/world-of.ts';

/** One contact in one engine: takes an event, remembers where it is. */
export type Walker = (event: ContactEvent) => void;

const opened: ContactOpened = {
  type: 'contact.opened',
  contact: 'c',
  channel: 'api',
  customer: { id: 'u' },
  seq: 1,
  at: 1_700_000_000_000,
  seed: 1,
};

/** The n-th input after the opening. Positions stay small: a contact has a limited number of events. */
export const inputAt = (n: number): ContactEvent => ({
  type: 'input.received',
  input: { kind: 'text', value: String((n % 3) + 1) },
  seq: 2 + (n % 1000),
  at: opened.at + n * 1000,
  seed: n,
});

/** Our `step`, with effects, trace and what is waited for. */
export function ours(nodes: number): Walker & { snapshot(): Snapshot } {
  const world: World = worldOf(roundsOfTen(nodes));
  let snapshot = start(world, opened, 'long').snapshot;
  const walk = (event: ContactEvent): void => {
    snapshot = step(world, snapshot, event).snapshot;
  };
  return Object.assign(walk, { snapshot: () => snapshot });
}

/** The machine read by a small interpreter without XState; without effects, trace and what is waited for. */
export function interpreted(nodes: number): Walker {
  const json = compiled(roundsOfTen(nodes));
  const { frames, ...contact } = ours(nodes).snapshot();
  const { state: first, context: given } = frames[0]!;
  let state = first;
  let context: MachineContext = { ...given, contact };
  return (event) => {
    ({ state, context } = interpret(json, state, context, event));
  };
}

/** XState's own `transition()` on the machine as drawn, every node a state; its actions are given, not carried out. */
export function stock(nodes: number): Walker & { state(): unknown } {
  const flow = roundsOfTen(nodes);
  const { nodes: read } = readNodes(flow, registry, {});
  const machine = toXState(
    { ...compiled(flow), config: assemble(flow, read) },
    { readCalendar: () => undefined },
  );
  const first = ours(nodes).snapshot().frames[0]!;
  const { frames: _frames, ...contact } = ours(nodes).snapshot();
  let snapshot = machine.resolveState({
    value: first.state,
    context: { ...first.context, contact },
  } as never);
  const walk = (event: ContactEvent): void => {
    [snapshot] = transition(machine, snapshot, event as never);
  };
  return Object.assign(walk, { state: () => snapshot.value });
}
