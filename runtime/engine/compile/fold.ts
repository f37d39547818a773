import { IDLE, type MachineConfig, type StateJson, type TransitionJson } from '../machine.ts';

/**
 * Folds straight runs: a state that only acts and passes on becomes actions of the transitions that lead to it.
 * XState's cost goes with the number of microsteps, so a step walks waits and branches only.
 */
export function fold(config: MachineConfig): MachineConfig {
  const passing = (key: string): TransitionJson | undefined => {
    const state = config.states[key];
    return state && !state.on && !state.type && state.always?.length === 1 && !state.always[0]!.guard
      ? state.always[0]
      : undefined;
  };
  const follow = (transition: TransitionJson, atRoot = false): TransitionJson => {
    if (transition.target === undefined) return transition;
    const prefix = atRoot ? '.' : '';
    let target = atRoot ? transition.target.slice(1) : transition.target;
    const actions = [...(transition.actions ?? [])];
    const seen = new Set<string>();
    for (
      let next = passing(target);
      next?.target !== undefined && !seen.has(target);
      next = passing(target)
    ) {
      seen.add(target);
      actions.push(...(config.states[target]!.entry ?? []), ...(next.actions ?? []));
      target = next.target;
    }
    const { actions: _actions, target: _target, ...rest } = transition;
    return {
      ...rest,
      target: prefix + target,
      ...(actions.length > 0 ? { actions } : {}),
      // A path that came back to its own question by others left it meanwhile; as one transition it must say so.
      ...(atRoot || seen.size === 0 ? {} : { reenter: true as const }),
    };
  };
  const states: MachineConfig['states'] = {};
  for (const [key, state] of Object.entries(config.states)) states[key] = foldState(state, follow);
  const on = config.on && mapValues(config.on, (transitions) => transitions.map((one) => follow(one, true)));
  return { ...config, states: referenced(states, on), ...(on ? { on } : {}) };
}

function foldState(state: StateJson, follow: (transition: TransitionJson) => TransitionJson): StateJson {
  return {
    ...state,
    ...(state.always ? { always: state.always.map((one) => follow(one)) } : {}),
    ...(state.on ? { on: mapValues(state.on, (transitions) => transitions.map((one) => follow(one))) } : {}),
  };
}

/** Drops states no transition leads to any more. */
function referenced(states: MachineConfig['states'], on: MachineConfig['on']): MachineConfig['states'] {
  const kept = new Set<string>();
  const open = [
    IDLE,
    ...Object.values(on ?? {}).flatMap((transitions) =>
      transitions.map((one) => one.target?.slice(1) ?? IDLE),
    ),
  ];
  while (open.length > 0) {
    const key = open.pop()!;
    const state = states[key];
    if (!state || kept.has(key)) continue;
    kept.add(key);
    for (const transition of [...(state.always ?? []), ...Object.values(state.on ?? {}).flat()])
      if (transition.target !== undefined) open.push(transition.target);
  }
  return Object.fromEntries(Object.entries(states).filter(([key]) => kept.has(key)));
}

function mapValues<Key extends string, From, To>(
  record: { [key in Key]?: From },
  map: (value: From) => To,
): { [key in Key]?: To } {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, map(value as From)])) as {
    [key in Key]?: To;
  };
}
