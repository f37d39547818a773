import { z } from 'zod';
import { channelKindSchema } from '../channel-kind.ts';
import { annotationsSchema } from './annotations.ts';
import { expressionSchema, VARIABLE_NAME } from './expression.ts';
import { idSchema } from './id.ts';
import { languageTagSchema } from '../language.ts';
import { LIMITS } from '../limits.ts';
import { textsSchema } from './text.ts';
import { valueSchema, valueTypeSchema } from './value.ts';

/** Names templates can read besides the flow's own variables. */
export const RESERVED_NAMES = [
  'customer',
  'contact',
  'input',
  'hours',
  'language',
  'now',
  'loop',
  'result',
] as const;

const exitIdSchema = z
  .string()
  .min(1)
  .max(64)
  .regex(/^[a-zA-Z][a-zA-Z0-9_-]*$/, 'letters, digits, - and _');

const zoneSchema = z.string().refine((zone) => {
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone: zone }));
  } catch {
    return false;
  }
}, 'an IANA time zone such as Europe/Istanbul');

export const variableSchema = z.strictObject({
  name: z
    .string()
    .regex(VARIABLE_NAME, 'a small letter, then letters, digits and _')
    .refine(
      (name) => !(RESERVED_NAMES as readonly string[]).includes(name),
      'this name is kept for the product',
    ),
  type: valueTypeSchema,
  initial: valueSchema.optional(),
  /** Filled by whoever starts the flow: a calling flow, the API. */
  input: z.boolean().optional(),
  /** Given back to the calling flow. */
  output: z.boolean().optional(),
});
export type Variable = z.infer<typeof variableSchema>;

export const flowNodeSchema = z.strictObject({
  type: z.string().min(1).max(64),
  /** Version of the node type that wrote `config`. */
  version: z.number().int().min(1),
  name: z.string().max(200),
  config: z.record(z.string(), z.unknown()),
  /** Named exits; an exit leads to at most one node. `left` and `error` may be drawn on any node. */
  exits: z.record(exitIdSchema, idSchema),
});
export type FlowNode = z.infer<typeof flowNodeSchema>;

/** Current format of the document; older ones are migrated when read. */
export const FLOW_FORMAT = 2;

/** The drawing a designer saves: no machine in it, no state of the canvas but the layout beside the logic. */
export const flowSchema = z.strictObject({
  format: z.literal(FLOW_FORMAT),
  id: idSchema,
  name: z.string().min(1).max(200),
  description: z.string().max(2000).optional(),
  channels: z.array(channelKindSchema).min(1),
  /** The first language is the default. */
  languages: z.array(languageTagSchema).min(1).max(50),
  /** IANA zone in which dates are read and spoken. */
  zone: zoneSchema,
  variables: z.array(variableSchema).max(LIMITS.variablesPerFlow),
  start: idSchema,
  nodes: z.record(idSchema, flowNodeSchema),
  /** Where a contact goes that leaves, or whose step fails, unless its node draws the exit itself. */
  handlers: z.strictObject({ left: idSchema.optional(), error: idSchema.optional() }).optional(),
  /** What a contact hears before it is closed because of an error and no handler took it. */
  apology: textsSchema.optional(),
  layout: z.record(idSchema, z.strictObject({ x: z.number(), y: z.number() })),
  /** Frames and notes. */
  annotations: annotationsSchema.optional(),
});
export type FlowDefinition = z.infer<typeof flowSchema>;

/** Inputs of a sub-flow call: name of the called flow's variable to an expression of the caller. */
export const inputsSchema = z.record(z.string().regex(VARIABLE_NAME), expressionSchema);
