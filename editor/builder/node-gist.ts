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

/** What something of the organisation is called that a node refers to by id; undefined where it is not known. */
export type NameOf = (what: Referred, id: string) => string | undefined;
type Referred = (typeof REFERRED)[number];
const REFERRED = ['calendar', 'flow'] as const;

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
  about: {
    language: string;
    flow: FlowDefinition;
    operator: (operator: Operator) => string;
    nameOf: NameOf;
  },
): Gist {
  const { language, flow, operator, nameOf } = about;
  const fields = Object.entries(node.config);
  const { prompts, references } = type ? telling(type) : TELLS_NOTHING;
  const said = fields.flatMap(([field, value]) =>
    prompts.includes(field) ? (wordsIn(value, language, flow) ?? []) : [],
  );
  const [text] = said;
  return text === undefined
    ? { text: fields.flatMap(factIn).join(', '), isFact: true }
    : { text, isFact: false };

  function factIn([field, value]: [string, unknown]): string | string[] {
    const what = references.get(field);
    const name = what && typeof value === 'string' ? nameOf(what, value) : undefined;
    return name ?? factOf(value, operator);
  }
}

/** The names a card tells of what its node refers to: where one changes, the card does. */
export function namesToldBy(node: FlowNode, type: AnyNodeType | undefined, nameOf: NameOf): string[] {
  const { references } = type ? telling(type) : TELLS_NOTHING;
  return [...references].map(([field, what]) => {
    const id = node.config[field];
    return (typeof id === 'string' ? nameOf(what, id) : undefined) ?? '';
  });
}

/** The fields of a node type that refer to something by its id, and to what. */
export const referredBy = (type: AnyNodeType): ReadonlyMap<string, Referred> => telling(type).references;

/** Fields of a node type a card tells of. */
interface Telling {
  /** What a customer hears, in the order of the config. */
  prompts: readonly string[];
  /** What is referred to by id. */
  references: ReadonlyMap<string, Referred>;
}

const TELLS_NOTHING: Telling = { prompts: [], references: new Map() };
const tellings = new WeakMap<AnyNodeType, Telling>();

function telling(type: AnyNodeType): Telling {
  const known = tellings.get(type) ?? tellingOf(type);
  tellings.set(type, known);
  return known;
}

function tellingOf(type: AnyNodeType): Telling {
  const { properties = {} } = z.toJSONSchema(type.config, { io: 'input', unrepresentable: 'any' });
  const widgets = Object.entries(properties).map(
    ([field, schema]) => [field, typeof schema === 'object' ? schema['widget'] : undefined] as const,
  );
  return {
    prompts: widgets.filter(([, widget]) => widget === 'prompt').map(([field]) => field),
    references: new Map(
      widgets.flatMap(([field, widget]) => {
        const what = REFERRED.find((one) => one === widget);
        return what ? [[field, what] as const] : [];
      }),
    ),
  };
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
