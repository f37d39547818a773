import { IDLE, type MachineJson, nodeOf, type StateJson, type TransitionJson } from '../machine.ts';
import { type Machine, toMachine } from './machine-runner.ts';

/** The way into a node from nowhere: what leads to it once it is entered, and the state it then waits in. */
function wayInto({ config }: MachineJson, node: string): TransitionJson | undefined {
  if (Object.hasOwn(config.states, node)) return { target: node };
  const transitions = [
    ...Object.values(config.states).flatMap((state) => [
      ...(state.always ?? []),
      ...Object.values(state.on ?? {}).flat(),
    ]),
    ...Object.values(config.on ?? {})
      .flat()
      .map((one) => ({ ...one, target: one.target?.slice(1) })),
  ];
  for (const { target, actions = [] } of transitions) {
    const from = actions.findIndex(({ type, params }) => type === 'visit' && params.node === node);
    if (from >= 0 && target !== undefined) return { target, actions: actions.slice(from) };
  }
  return undefined;
}

/** Whether a node is a place to be: it waits there itself, and does not only pass on. */
const staysIn = (json: MachineJson, node: string, way: TransitionJson): boolean => {
  const state = json.config.states[way.target!];
  return (
    nodeOf(way.target!) === node && state !== undefined && (state.on !== undefined || state.type === 'final')
  );
};

/** Nodes of a flow version a contact can be put to: those that wait for something, and those that end it. */
export const entrances = (json: MachineJson): string[] =>
  [...new Set(Object.keys(json.config.states).map(nodeOf))].filter((node) => {
    const way = node === IDLE ? undefined : wayInto(json, node);
    return way !== undefined && staysIn(json, node, way);
  });

/**
 * The machine with a way from its idle state into a node, for putting a contact there. Built for the one event:
 * it is rare, and the machine that is kept need not carry a transition per node for it.
 */
export function entrance({ json, version }: Machine, node: string): Machine | undefined {
  const way = wayInto(json, node);
  if (!way || !staysIn(json, node, way)) return undefined;
  const idle = { on: { 'contact.moved': [way] } } as StateJson;
  const { config } = json;
  return toMachine({ ...json, config: { ...config, states: { ...config.states, [IDLE]: idle } } }, version);
}
