import {
  compile,
  type FlowDefinition,
  type Machine,
  type MachineJson,
  toMachine,
  type World,
} from '../../../runtime/engine/index.ts';
import { registry } from '../../../nodes/index.ts';

/** Compiles or throws what is wrong with the flow. */
export function compiled(document: FlowDefinition): MachineJson {
  const made = compile(document, registry);
  if (!made.ok) throw new Error(`The flow does not compile: ${JSON.stringify(made.issues)}`);
  return made.machine;
}

/** A world in which one flow is published. */
export function worldOf(document: FlowDefinition): World & { the: Machine } {
  const the = toMachine(compiled(document), 1);
  return { the, machine: () => the, calendar: () => undefined };
}
