import { readPointer } from '../document/pointer.ts';
import { coerce, type Value } from '../document/value.ts';
import type { FromResult, MachineJson } from '../machine.ts';
import { own } from '../own.ts';
import type { MachineEvent } from '../snapshot.ts';

type Values = { [name: string]: Value };

/** What an awaited effect or a sub-flow came back with; a failure comes back too, with its kind and code. */
export function resultOf(event: MachineEvent): Values | undefined {
  if (event.type === 'flow.returned' || event.type === 'effect.succeeded') return event.result;
  return event.type === 'effect.failed'
    ? { failure: event.failure.kind, code: event.failure.code }
    : undefined;
}

/** Values for variables out of a result, each fitting its variable. Throws `ValueError`. */
export function takenFrom(set: FromResult[], event: MachineEvent, machine: MachineJson): Values {
  const result = resultOf(event) ?? {};
  const vars: Values = {};
  for (const { variable, from } of set) {
    const type = machine.variables.find((one) => one.name === variable)?.type ?? 'text';
    vars[variable] = coerce(type, readPointer(result, from));
  }
  return vars;
}

/** Whether `takenFrom` would not throw. */
export function fitsAll(set: FromResult[], event: MachineEvent, machine: MachineJson): boolean {
  try {
    takenFrom(set, event, machine);
    return true;
  } catch {
    return false;
  }
}

/** The named members of a result, as far as they are there. */
export const membersOf = (result: Values, names: string[]): Values =>
  Object.fromEntries(
    names.flatMap((name) => (Object.hasOwn(result, name) ? [[name, own(result, name)!]] : [])),
  );
