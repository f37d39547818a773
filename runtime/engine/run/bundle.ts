import type { Action, MachineConfig, StateJson, TransitionJson } from '../machine.ts';
import { REMEMBER } from './vocabulary.ts';

/** The one action of a bundled machine: its `params` are the actions that happen one after the other. */
export const BUNDLE = 'bundle';
/** Makes XState see that something has changed, as an `assign` would. */
export const CHANGED = 'changed';

type Bundled = { type: typeof BUNDLE; params: Action[] } | { type: typeof CHANGED };

/**
 * The same machine with each list of actions as a single action. XState does a good deal of work per action, and copies
 * the whole snapshot per `assign`; whoever runs the bundle keeps the context beside XState and changes it himself.
 */
export function bundled(config: MachineConfig): object {
  const states = Object.fromEntries(
    Object.entries(config.states).map(([key, state]) => [key, bundledState(key, state)]),
  );
  return { ...config, states, ...(config.on ? { on: mapped(config.on) } : {}) };
}

function bundledState(key: string, state: StateJson): object {
  const { entry, always, on } = state;
  return {
    ...state,
    ...(entry ? { entry: bundle(entry) } : {}),
    ...(on ? { on: mapped(on) } : {}),
    ...(always ? { always: always.map((one) => ({ ...one, actions: passing(key, state, one) })) } : {}),
  };
}

const mapped = (on: NonNullable<StateJson['on']>): object =>
  Object.fromEntries(
    Object.entries(on).map(([event, transitions]) => [
      event,
      transitions.map((one) => ({ ...one, actions: bundle(one.actions) })),
    ]),
  );

/**
 * After a way that leads nowhere else XState looks for the next one only if it sees a change: that is how it finds out of
 * a loop whose counter has reached its limit.
 */
function passing(key: string, state: StateJson, { target, actions = [] }: TransitionJson): Bundled[] {
  const stays = target === undefined || target === key;
  const done = target === undefined ? actions : [...actions, ...(state.entry ?? [])];
  return [
    ...bundle(actions),
    ...(stays && done.some(({ type }) => type in REMEMBER) ? [{ type: CHANGED } as const] : []),
  ];
}

const bundle = (actions: Action[] = []): Bundled[] =>
  actions.length > 0 ? [{ type: BUNDLE, params: actions }] : [];
