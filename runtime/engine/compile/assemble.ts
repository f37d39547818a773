import type { FlowDefinition } from '../document/flow.ts';
import {
  type Action,
  type EventType,
  IDLE,
  type MachineConfig,
  type StateJson,
  stateKey,
  type TransitionJson,
} from '../machine.ts';
import type { NodeState, NodeTransition } from '../node-type.ts';
import { own } from '../own.ts';
import type { ReadNode } from './read-nodes.ts';

/** Joins the states of all nodes to one machine, every node a state: what the drawing says, before folding. */
export function assemble(flow: FlowDefinition, nodes: Map<string, ReadNode>): MachineConfig {
  const states: MachineConfig['states'] = {
    [IDLE]: { on: { 'flow.started': [{ target: flow.start }] } as StateJson['on'] },
  };
  for (const node of nodes.values())
    for (const [name, state] of Object.entries(node.states))
      states[stateKey(node.id, name)] = stateOf(node, name, state);
  const on = rootTransitions(flow, nodes);
  return { id: flow.id, initial: IDLE, states, ...(Object.keys(on).length > 0 ? { on } : {}) };
}

/** XState's transitions from a state to itself stay inside it: a question asked again would lose its prompt and timer. */
const ANEW = { reenter: true as const };

function stateOf(owner: ReadNode, name: string, state: NodeState): StateJson {
  const visit: Action[] = name === 'start' ? [{ type: 'visit', params: { node: owner.id } }] : [];
  const entry = [...visit, ...(state.entry ?? [])];
  const on: NonNullable<StateJson['on']> = {};
  for (const [event, transitions] of Object.entries(state.on ?? {}))
    on[event as EventType] = transitions
      .filter((transition) => !HANDLED.includes(event) || isDrawn(owner, transition))
      .map((transition) => transitionOf(owner, transition));
  const left = own(owner.node.exits, 'left');
  if (left !== undefined && state.on)
    on['interaction.left'] = [
      ...(on['interaction.left'] ?? []),
      { ...exitTo(owner.id, 'left', left), ...ANEW },
    ];
  return {
    ...(state.final ? { type: 'final' as const } : {}),
    ...(entry.length > 0 ? { entry } : {}),
    ...(state.always ? { always: state.always.map((transition) => transitionOf(owner, transition)) } : {}),
    ...(Object.keys(on).length > 0 ? { on } : {}),
  };
}

/** Events the flow has handlers for: an exit for one of them that is not drawn must not hide the handler. */
const HANDLED = ['interaction.left', 'flow.error'];

const isDrawn = (owner: ReadNode, transition: NodeTransition): boolean =>
  'to' in transition || own(owner.node.exits, transition.exit) !== undefined;

function transitionOf(owner: ReadNode, transition: NodeTransition): TransitionJson {
  const { guard, actions = [] } = transition;
  const given = guard ? { guard } : {};
  if ('to' in transition)
    return {
      ...given,
      target: stateKey(owner.id, transition.to),
      ...(actions.length > 0 ? { actions } : {}),
      ...ANEW,
    };
  const target = own(owner.node.exits, transition.exit);
  // An undrawn optional exit stays where it is: the event is then nobody's, and the defaults of the engine apply.
  if (target === undefined) return { ...given, ...(actions.length > 0 ? { actions } : {}) };
  const exit = exitTo(owner.id, transition.exit, target);
  return { ...given, ...exit, actions: [...actions, ...exit.actions!], ...ANEW };
}

const exitTo = (node: string, exit: string, target: string): TransitionJson => ({
  target,
  actions: [{ type: 'take', params: { node, exit } }],
});

/** Flow-wide transitions: error exits of single nodes first, then the handlers of the flow. */
function rootTransitions(
  flow: FlowDefinition,
  nodes: Map<string, ReadNode>,
): NonNullable<MachineConfig['on']> {
  const failing = [...nodes.values()]
    .filter((node) => own(node.node.exits, 'error') !== undefined)
    .map((node): TransitionJson => ({
      ...exitTo(node.id, 'error', `.${node.node.exits['error']}`),
      guard: { type: 'failedIn', params: { node: node.id } },
    }));
  if (flow.handlers?.error) failing.push({ target: `.${flow.handlers.error}` });
  return {
    ...(failing.length > 0 ? { 'flow.error': failing } : {}),
    ...(flow.handlers?.left ? { 'interaction.left': [{ target: `.${flow.handlers.left}` }] } : {}),
  };
}
