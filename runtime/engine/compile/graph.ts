import { z } from 'zod';
import type { FlowDefinition } from '../document/flow.ts';
import type { Texts } from '../document/text.ts';
import type { AnyNodeType, Registry } from '../node-type.ts';
import { compile } from './compile.ts';

type Schema = z.core.JSONSchema.BaseSchema;
type Silencing = (texts: Texts) => Texts;

/**
 * The machine of a flow without its words: what happens, whatever is said. Two flows with the same text here differ in
 * nothing but what customers read and hear. Undefined while the flow cannot be compiled.
 */
export function graphOf(flow: FlowDefinition, registry: Registry): string | undefined {
  const silencing = silencingIn(flow.languages);
  const nodes: FlowDefinition['nodes'] = {};
  for (const [id, node] of Object.entries(flow.nodes)) {
    const type = registry(node.type);
    if (!type) return undefined;
    const config = silenced(schemaOf(type), node.config, silencing) as typeof node.config;
    nodes[id] = { ...node, config };
  }
  const apology = flow.apology ? { apology: silencing(flow.apology) } : {};
  const compiled = compile({ ...flow, ...apology, nodes }, registry);
  return compiled.ok ? JSON.stringify(compiled.machine) : undefined;
}

/** Something said stays something said, and silence stays silence. */
const silencingIn =
  (languages: readonly string[]): Silencing =>
  (texts) =>
    Object.keys(texts).length === 0 ? {} : Object.fromEntries(languages.map((language) => [language, '…']));

/** A config without its words: where its schema has texts. No node type is known by name. */
function silenced(schema: Schema, value: unknown, silencing: Silencing): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((item) => silenced(asSchema(schema.items), item, silencing));
  if (isTexts(schema)) return silencing(value as Texts);
  const rest = asSchema(schema.additionalProperties);
  const members = Object.entries(value).map(([name, inner]) => [
    name,
    silenced(asSchema(schema.properties?.[name] ?? rest), inner, silencing),
  ]);
  const whole: object = Object.fromEntries(members) as object;
  return [...(schema.anyOf ?? []), ...(schema.oneOf ?? [])]
    .map(asSchema)
    .filter((option) => isFor(option, whole))
    .reduce<unknown>((config, option) => silenced(option, config, silencing), whole);
}

const schemas = new WeakMap<AnyNodeType, Schema>();

function schemaOf(type: AnyNodeType): Schema {
  const known = schemas.get(type) ?? z.toJSONSchema(type.config, { io: 'input', unrepresentable: 'any' });
  schemas.set(type, known);
  return known;
}

/** Texts are a record by language, whose entries may have variants. */
const isTexts = (schema: Schema): boolean =>
  (asSchema(schema.additionalProperties).anyOf ?? []).some(
    (one) => 'variants' in (asSchema(one).properties ?? {}),
  );

/** Whether an option of a union is the one a value was written for, as far as its fixed members tell. */
const isFor = ({ properties = {} }: Schema, value: object): boolean =>
  Object.entries(properties).every(([name, given]) => {
    const { const: fixed } = asSchema(given);
    return fixed === undefined || (value as { [member: string]: unknown })[name] === fixed;
  });

const asSchema = (given: unknown): Schema =>
  typeof given === 'object' && given !== null && !Array.isArray(given) ? (given as Schema) : {};
