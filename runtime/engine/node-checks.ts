import { z } from 'zod';
import { CHANNEL_NAMES } from './channel-kind.ts';
import type { Expression } from './document/expression.ts';
import type { FlowDefinition, Variable } from './document/flow.ts';
import { coerce, type ValueType } from './document/value.ts';
import type { NodeIssue, Surroundings } from './node-type.ts';

/**
 * Schema of an id that a designer gives and that becomes an exit.
 * @param own exits the node type names itself
 */
export const exitNameSchema = (...own: string[]) =>
  z
    .string()
    .regex(/^[a-z][a-z0-9_-]{0,63}$/, 'small letters, digits, - and _, beginning with a letter')
    .refine((id) => ![...own, 'left', 'error'].includes(id), 'this exit has a meaning of its own');

/** Findings about exits a designer named twice; `field` is the list in the config that names them. */
export function doubledExits(code: string, field: string, ids: string[]): NodeIssue[] {
  return ids.flatMap((id, index) =>
    ids.indexOf(id) < index
      ? [
          {
            code,
            severity: 'error' as const,
            path: ['config', field, index, 'id'],
            message: `The exit "${id}" is there twice.`,
            values: { exit: id },
          },
        ]
      : [],
  );
}

/** A finding when a value that is written down does not fit the variable it is meant for. */
export function misfit(
  code: string,
  path: (string | number)[],
  variable: Variable | undefined,
  from: Expression,
): NodeIssue[] {
  if (!variable || !('value' in from)) return [];
  try {
    coerce(variable.type, from.value);
    return [];
  } catch (error) {
    const message = `"${variable.name}": ${(error as Error).message}.`;
    return [{ code, severity: 'error', path, message, values: { name: variable.name } }];
  }
}

/** Whether a variable of one type can go into one of another: texts are read when they arrive, lists and records are not. */
export function typeFits(from: ValueType, to: ValueType): boolean {
  const whole: ValueType[] = ['list', 'record'];
  if (from === to) return true;
  return !whole.includes(from) && !whole.includes(to) && (from === 'text' || to === 'text');
}

/** Findings about the variable an answer is kept in; `types` are those that can hold it. */
export function keptIn(
  code: string,
  { variables }: FlowDefinition,
  name: string,
  types: readonly ValueType[],
): NodeIssue[] {
  const variable = variables.find((one) => one.name === name);
  const at = { severity: 'error' as const, path: ['config', 'saveTo'], values: { name } };
  if (!variable)
    return [
      {
        ...at,
        code: 'variable.unknown',
        message: `There is no variable "${name}". Declare it, or choose another.`,
      },
    ];
  if (types.includes(variable.type)) return [];
  return [{ ...at, code, message: `"${name}" holds ${variable.type}; the answer is ${types.join(' or ')}.` }];
}

/** Outcomes a flow names for whoever calls it. */
export function outcomesOf(flow: FlowDefinition): Set<string> {
  const named = Object.values(flow.nodes).map((node) => node.config['outcome']);
  return new Set(named.filter((outcome) => typeof outcome === 'string'));
}

/** Findings of a node that leads into another flow: is it there, can it begin, does it take what it is given? */
export function otherFlowIssues(
  type: string,
  called: { flow: string; version?: number | undefined; inputs: { [name: string]: Expression } },
  { flow, otherFlow }: { flow: FlowDefinition } & Surroundings,
): NodeIssue[] {
  if (!otherFlow) return [];
  const other = otherFlow(called.flow, called.version);
  const at = { severity: 'error' as const, path: ['config', 'flow'] };
  if (!other) {
    const version = called.version === undefined ? '' : ` in version ${called.version}`;
    return [{ ...at, code: `${type}.unknown-flow`, message: `There is no flow "${called.flow}"${version}.` }];
  }
  if (Object.keys(other.nodes).length === 0)
    return [{ ...at, code: `${type}.empty-flow`, message: `The flow "${other.name}" has no nodes yet.` }];
  const deaf = flow.channels.filter((channel) => !other.channels.includes(channel));
  return [
    ...deaf.map((channel) => ({
      ...at,
      code: `${type}.other-channels`,
      severity: 'warning' as const,
      message: `The flow "${other.name}" is not made for ${CHANNEL_NAMES[channel]}.`,
      values: { channel },
    })),
    ...Object.entries(called.inputs).flatMap(([name, from]) => {
      const path = ['config', 'inputs', name];
      const variable = other.variables.find((one) => one.name === name && one.input);
      if (variable) return misfit(`${type}.input-type`, path, variable, from);
      const message = `The flow "${other.name}" takes no input "${name}".`;
      return [{ ...at, code: `${type}.unknown-input`, path, message, values: { name } }];
    }),
  ];
}
