import { z } from 'zod';
import {
  type AnyNodeType,
  type ChannelKind,
  chooseText,
  type Expression,
  expressionSchema,
  type FlowDefinition,
  type FlowNode,
  type Operator,
  ruleSchema,
  textsSchema,
} from '../../runtime/engine/index.ts';

/** What a card says below its name. */
export interface Gist {
  text: string;
  /** It is not said to anyone: it tells what the node does. */
  isFact: boolean;
}

/** What a node says (its first prompt), else what it does, as far as its fields tell. */
export function gistOf(
  node: FlowNode,
  type: AnyNodeType | undefined,
  about: { language: string; flow: FlowDefinition; operator: (operator: Operator) => string },
): Gist {
  const { language, flow, operator } = about;
  const fields = Object.entries(node.config);
  const prompts = type ? promptFields(type) : [];
  const said = fields.flatMap(([field, value]) =>
    prompts.includes(field) ? (wordsIn(value, language, flow) ?? []) : [],
  );
  const [text] = said;
  return text === undefined
    ? { text: fields.flatMap(([, value]) => factOf(value, operator)).join(', '), isFact: true }
    : { text, isFact: false };
}

const promptsKnown = new WeakMap<AnyNodeType, string[]>();

/** Fields of a node type that hold what a customer hears, in the order of its config. */
function promptFields(type: AnyNodeType): string[] {
  const known = promptsKnown.get(type) ?? promptsOf(type);
  promptsKnown.set(type, known);
  return known;
}

function promptsOf(type: AnyNodeType): string[] {
  const { properties = {} } = z.toJSONSchema(type.config, { io: 'input', unrepresentable: 'any' });
  return Object.entries(properties)
    .filter(([, schema]) => typeof schema === 'object' && schema['widget'] === 'prompt')
    .map(([field]) => field);
}

function factOf(value: unknown, operator: (operator: Operator) => string): string | string[] {
  if (typeof value === 'string') return value;
  const expression = expressionSchema.safeParse(value);
  if (expression.success) return expressionText(expression.data);
  if (!Array.isArray(value)) return [];
  return value.flatMap((item: Record<string, unknown>) => {
    const rule = ruleText(item?.['when'], operator);
    if (rule !== undefined) return rule;
    const to = expressionSchema.safeParse(item?.['to']);
    return to.success && typeof item['variable'] === 'string'
      ? `${item['variable']} = ${expressionText(to.data)}`
      : [];
  });
}

/** A rule in words, such as "age is at least 18". */
export function ruleText(value: unknown, operator: (operator: Operator) => string): string | undefined {
  const rule = ruleSchema.safeParse(value);
  if (!rule.success) return undefined;
  const parts = rule.data.comparisons.map(({ left, operator: how, right }) =>
    [expressionText(left), operator(how), ...(right ? [expressionText(right)] : [])].join(' '),
  );
  return parts.join(rule.data.match === 'all' ? ' + ' : ' / ');
}

function expressionText(expression: Expression): string {
  if ('variable' in expression) return expression.variable;
  if ('template' in expression) return readable(expression.template);
  return typeof expression.value === 'string' ? expression.value : JSON.stringify(expression.value);
}

/** A text for customers in a language, as it reads before anyone is there: values by their names. */
export function wordsIn(value: unknown, language: string, flow: FlowDefinition): string | undefined {
  const texts = textsSchema.safeParse(value);
  if (!texts.success || Object.keys(texts.data).length === 0) return undefined;
  const written: ChannelKind = flow.channels.find((channel) => channel !== 'voice') ?? 'voice';
  const chosen = chooseText(texts.data, language, written, flow.languages[0] ?? language);
  return chosen && readable(chosen.template);
}

/** A template without its tags: of several wordings the first, of a filtered value its name. */
const readable = (template: string): string =>
  template
    .replace(/\{%-?\s*else\b[^]*?\{%-?\s*endif\s*-?%\}/g, '')
    .replace(/\{%[^]*?%\}/g, '')
    .replace(/\{\{-?\s*([^}|]*?)\s*(?:\|[^}]*)?-?\}\}/g, (_whole, name: string) =>
      /^\d/.test(name) ? name : `‹${name}›`,
    )
    .replace(/\s+/g, ' ')
    .trim();
