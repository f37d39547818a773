import {
  CHANNEL_KINDS,
  IDLE,
  INTERFACE_LANGUAGES,
  type Machine,
  type MachineConfig,
  type MachineJson,
  toMachine,
  type Value,
  type Variable,
} from '../../runtime/engine/index.ts';

/** What a called flow gives back. */
export interface Returned {
  outcome: string;
  outputs: { [name: string]: Value };
}

/**
 * A machine that stands in for any other flow: it waits for the choice `<n>`, and ends as the n-th of `returns` says.
 */
export function calledFlow(flow: string, returns: Returned[]): Machine {
  const states: MachineConfig['states'] = {
    [IDLE]: { on: { 'flow.started': [{ target: 'called' }] } as Record<string, { target: string }[]> },
    called: {
      on: {
        'input.received': returns.map((_one, index) => ({
          target: `returned-${index}`,
          guard: { type: 'picks' as const, params: { option: String(index), words: [] } },
        })),
      },
    },
  };
  for (const [index, { outcome, outputs }] of returns.entries())
    states[`returned-${index}`] = {
      type: 'final',
      entry: [
        {
          type: 'assign',
          params: { set: Object.entries(outputs).map(([variable, value]) => ({ variable, to: { value } })) },
        },
        { type: 'end', params: { reason: 'completed', outcome } },
      ],
    };
  const json: MachineJson = {
    flow,
    languages: [...INTERFACE_LANGUAGES],
    channels: [...CHANNEL_KINDS],
    zone: 'UTC',
    variables: variablesOf(returns.reduce((all, one) => ({ ...all, ...one.outputs }), {})),
    config: { id: flow, initial: IDLE, states },
  };
  return toMachine(json, 1);
}

/** Variables that hold these values, declared with the types the values have. */
export function variablesOf(values: { [name: string]: unknown }): Variable[] {
  return Object.entries(values).map(([name, initial]) => ({
    name,
    type: typeOf(initial),
    initial: initial as Value,
    output: true,
  }));
}

function typeOf(value: unknown): Variable['type'] {
  if (Array.isArray(value)) return 'list';
  if (typeof value === 'number') return 'number';
  if (typeof value === 'boolean') return 'yesNo';
  return typeof value === 'object' && value !== null ? 'record' : 'text';
}
