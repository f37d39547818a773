import {
  type Expression,
  expressionSchema,
  type FlowDefinition,
  RESERVED_NAMES,
  type ValueType,
} from '../engine/index.ts';

/** What an editor of texts and code can offer at a place of a flow. */
export interface Completion {
  /** The flow's variables, then what is always there. */
  variables: { name: string; type: ValueType; declared: boolean }[];
  /** What code of the node reads as `input`, as declarations of TypeScript; empty where the node takes no inputs. */
  declarations: string;
}

const TYPES: { [type in ValueType]: string } = {
  text: 'string',
  number: 'number',
  yesNo: 'boolean',
  date: 'string',
  list: 'unknown[]',
  record: '{ [name: string]: unknown }',
};
/** What templates and expressions can always read, where it is no record. */
const ALWAYS: { [name: string]: ValueType } = { input: 'record', language: 'text', now: 'date' };

/** Completion for a node of a flow, or for its texts at large. */
export function completionOf(flow: FlowDefinition, node?: string): Completion {
  const declared = flow.variables.map(({ name, type }) => ({ name, type, declared: true }));
  const always = RESERVED_NAMES.map((name) => ({ name, type: ALWAYS[name] ?? 'record', declared: false }));
  const inputs = node === undefined ? undefined : flow.nodes[node]?.config['inputs'];
  return { variables: [...declared, ...always], declarations: declarationsOf(inputs, flow) };
}

function declarationsOf(inputs: unknown, flow: FlowDefinition): string {
  if (typeof inputs !== 'object' || inputs === null) return '';
  const members = Object.entries(inputs).flatMap(([name, given]) => {
    const expression = expressionSchema.safeParse(given);
    return expression.success ? [`  ${name}: ${typeOf(expression.data, flow)};`] : [];
  });
  return ['declare const input: {', ...members, '};', ''].join('\n');
}

/** Every variable may be unset, which is null; a text made from a template always is one. */
function typeOf(expression: Expression, { variables }: FlowDefinition): string {
  if ('template' in expression) return 'string';
  if ('value' in expression) return typeOfValue(expression.value);
  const [root = '', ...path] = expression.variable.split('.');
  const found = variables.find(({ name }) => name === root);
  return found && path.length === 0 ? `${TYPES[found.type]} | null` : 'unknown';
}

function typeOfValue(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'unknown[]';
  return typeof value === 'object' ? TYPES.record : typeof value;
}
