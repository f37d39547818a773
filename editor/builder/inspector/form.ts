import { z } from 'zod';
import type { AnyNodeType } from '../../../runtime/engine/index.ts';

/** What a person may choose among, by name. */
export type PickFrom = 'variable' | 'flow' | 'calendar' | 'credential';

/** How a value is shown and changed. */
export type Form =
  | { kind: 'text'; look: 'line' | 'template' | 'code'; least: number }
  | { kind: 'number'; least?: number | undefined }
  | { kind: 'yesNo' }
  | { kind: 'choice'; values: readonly string[] }
  | { kind: 'pick'; from: PickFrom }
  | { kind: 'group'; fields: readonly Field[] }
  | { kind: 'list'; item: Form; least: number; most: number }
  | { kind: 'variants'; by: string; variants: readonly { value: string; fields: readonly Field[] }[] }
  /** What is said, per language; `long` is a prompt, else it is a label of one line. */
  | { kind: 'texts'; long: boolean }
  /** Lists of words, per language. */
  | { kind: 'words' }
  /** The same sort of value under each of some names. */
  | { kind: 'named'; names: readonly string[]; of: Form }
  | { kind: 'expression' }
  /** Expressions under names that are written down. */
  | { kind: 'expressions' }
  | { kind: 'rule' }
  | { kind: 'duration' }
  | { kind: 'json' };

/** A named member of a config, or of a part of it. */
export interface Field {
  name: string;
  form: Form;
  /** May be left out. */
  optional: boolean;
  /** What counts while it is left out. */
  initial?: unknown;
}

type Schema = z.core.JSONSchema.BaseSchema;

const forms = new WeakMap<AnyNodeType, Form>();

/** The form of a node type's config, from its schema alone: no type is known by name. */
export function formOf(type: AnyNodeType): Form {
  const known = forms.get(type);
  if (known) return known;
  const schema = schemaOf(type);
  const form = formFrom(schema);
  forms.set(type, form);
  return form;
}

/** JSON schema of what a designer writes for a node type. */
export const schemaOf = (type: AnyNodeType): Schema =>
  z.toJSONSchema(type.config, { io: 'input', unrepresentable: 'any' });

const PICKS: { [widget: string]: PickFrom } = {
  variable: 'variable',
  flow: 'flow',
  calendar: 'calendar',
  credential: 'credential',
};

function formFrom(schema: Schema): Form {
  const widget = typeof schema['widget'] === 'string' ? schema['widget'] : undefined;
  if (widget !== undefined && PICKS[widget]) return { kind: 'pick', from: PICKS[widget] };
  if (schema.enum) return { kind: 'choice', values: schema.enum.map(String) };
  switch (schema.type) {
    case 'string':
      return textForm(schema, widget);
    case 'integer':
    case 'number':
      return { kind: 'number', least: schema.minimum };
    case 'boolean':
      return { kind: 'yesNo' };
    case 'array':
      return {
        kind: 'list',
        item: formFrom(asSchema(schema.items)),
        least: schema.minItems ?? 0,
        most: schema.maxItems ?? Infinity,
      };
    case 'object':
      return schema.properties ? groupForm(schema.properties, schema) : recordForm(schema, widget);
    default:
      return unionForm(schema);
  }
}

function textForm({ minLength = 0, pattern }: Schema, widget: string | undefined): Form {
  const look = widget === 'template' || widget === 'code' ? widget : 'line';
  return { kind: 'text', look, least: pattern !== undefined ? Math.max(minLength, 1) : minLength };
}

const DURATION = ['days', 'hours', 'minutes', 'seconds'];

function groupForm(properties: NonNullable<Schema['properties']>, schema: Schema): Form {
  const names = Object.keys(properties);
  if (names.length > 0 && names.every((name) => DURATION.includes(name))) return { kind: 'duration' };
  if ('comparisons' in properties) return { kind: 'rule' };
  return { kind: 'group', fields: fieldsOf(properties, schema.required ?? []) };
}

const fieldsOf = (properties: NonNullable<Schema['properties']>, required: readonly string[]): Field[] =>
  Object.entries(properties).map(([name, given]): Field => {
    const schema = asSchema(given);
    const initial = schema.default;
    return {
      name,
      form: formFrom(schema),
      optional: !required.includes(name) && initial === undefined,
      ...(initial === undefined ? {} : { initial }),
    };
  });

function recordForm(schema: Schema, widget: string | undefined): Form {
  const inner = asSchema(schema.additionalProperties);
  if (inner.anyOf && isTexts(inner)) return { kind: 'texts', long: widget === 'prompt' };
  if (isExpression(inner)) return { kind: 'expressions' };
  const names = asSchema(schema.propertyNames).enum;
  if (names) return { kind: 'named', names: names.map(String), of: formFrom({ widget: 'prompt', ...inner }) };
  if (inner.type === 'array' && asSchema(inner.items).type === 'string') return { kind: 'words' };
  return { kind: 'json' };
}

function unionForm(schema: Schema): Form {
  if (isExpression(schema)) return { kind: 'expression' };
  const options = (schema.oneOf ?? schema.anyOf ?? []).map(asSchema);
  const by = discriminatorOf(options);
  if (by !== undefined)
    return {
      kind: 'variants',
      by,
      variants: options.map(({ properties = {}, required = [] }) => {
        const { [by]: tag, ...others } = properties;
        return { value: String(asSchema(tag).const), fields: fieldsOf(others, required) };
      }),
    };
  if (options.length > 0 && options.every(({ type }) => type === 'string'))
    return { kind: 'text', look: 'line', least: 1 };
  return { kind: 'json' };
}

/** The member that every option has with a value of its own. */
const discriminatorOf = ([first, ...others]: Schema[]): string | undefined =>
  Object.keys(first?.properties ?? {}).find((name) =>
    [first!, ...others].every(({ properties }) => asSchema(properties?.[name]).const !== undefined),
  );

const isTexts = (schema: Schema): boolean =>
  (schema.anyOf ?? []).some((one) => 'variants' in (asSchema(one).properties ?? {}));

const isExpression = (schema: Schema): boolean => {
  const names = (schema.anyOf ?? []).map((one) => Object.keys(asSchema(one).properties ?? {}).join());
  return names.join(' ') === 'value variable template';
};

const asSchema = (given: unknown): Schema =>
  typeof given === 'object' && given !== null && !Array.isArray(given) ? (given as Schema) : {};
