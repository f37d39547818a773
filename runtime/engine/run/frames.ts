import { evaluate } from '../document/evaluate.ts';
import type { Expression } from '../document/expression.ts';
import { coerce, type Value } from '../document/value.ts';
import { pickLanguage } from '../language.ts';
import { IDLE } from '../machine.ts';
import type { Frame, FrameContext, MachineContext, MachineEvent } from '../snapshot.ts';
import type { Machine } from './machine-runner.ts';
import { own } from '../own.ts';
import { scopeOf } from './vocabulary.ts';

type Values = { [name: string]: Value };

/** A flow that is about to begin: its variables at their initial values, or at what the caller gives. */
export function frameOf(machine: Machine, inputs: Values, language: string | undefined): Frame {
  const { json, flow, version } = machine;
  const vars: Values = {};
  for (const variable of json.variables) {
    const given = variable.input ? own(inputs, variable.name) : undefined;
    vars[variable.name] = coerce(variable.type, given ?? variable.initial ?? null);
  }
  const spoken = pickLanguage(language, json.languages, json.languages[0]!);
  return { flow, version, state: IDLE, context: { vars, counters: {}, language: spoken } };
}

/** What a caller gives to the flow it calls. */
export function inputsOf(
  from: { [name: string]: Expression },
  context: MachineContext,
  event: MachineEvent,
  machine: Machine,
): Values {
  const scope = scopeOf(context, event, machine.json);
  return Object.fromEntries(Object.entries(from).map(([name, one]) => [name, evaluate(one, scope)]));
}

/** What a flow gives back. */
export const outputsOf = ({ json }: Machine, { vars }: FrameContext): Values =>
  Object.fromEntries(
    json.variables.filter((one) => one.output).map((one) => [one.name, own(vars, one.name) ?? null]),
  );
