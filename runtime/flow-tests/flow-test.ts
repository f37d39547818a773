import { z } from 'zod';
import { channelKindSchema, idSchema, languageTagSchema, valueSchema } from '../engine/index.ts';
import { settingSchema } from '../simulated-world/index.ts';

/** A wording: one for every language the test is run in, or one for each. */
const wordingSchema = z.union([
  z.string().min(1).max(2_000),
  z.record(languageTagSchema, z.string().min(1).max(2_000)),
]);
export type Wording = z.infer<typeof wordingSchema>;

const DURATION = /^(\d{1,6})(s|m|h|d)$/;
const MS = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/** `90s`, `30m`, `2h`, `7d`. */
const durationSchema = z.string().regex(DURATION, 'a duration such as 90s, 30m, 2h or 7d');

/** A duration in milliseconds. */
export function msOf(duration: string): number {
  const [, count = '0', unit = 's'] = DURATION.exec(duration) ?? [];
  return Number(count) * MS[unit as keyof typeof MS];
}

const stepShape = {
  /** Something said since the customer last did anything holds this text. What is heard is asked about in its order. */
  hears: wordingSchema,
  /** The same, and nothing but this text. */
  hearsExactly: wordingSchema,
  /** Ids of the options that are offered, in their order. */
  offers: z.array(z.string().min(1).max(100)).max(100),
  presses: z.string().regex(/^[0-9*#A-D]{1,100}$/, 'keys: 0 to 9, *, #'),
  says: wordingSchema,
  /** Takes an option in the way of the channel: its button, its key, its word. */
  chooses: z.string().min(1).max(100),
  staysSilent: z.literal(true),
  waits: durationSchema,
  leaves: z.literal(true),
  /** The world changes, from now on. */
  world: settingSchema,
  /** Node where the contact waits. */
  at: idSchema,
  /** Node the contact has come through. */
  visited: idSchema,
  /** A node was left by an exit, after the ways asked about before: `main.appointment`. */
  takes: z.string().regex(/^[a-z][a-z0-9_-]*\.[a-zA-Z][a-zA-Z0-9_-]*$/, 'node.exit'),
  variables: z.record(z.string().min(1).max(100), valueSchema),
  /** What is kept of the customer. */
  customer: z.strictObject({
    language: z.string().max(35).optional(),
    attributes: z.record(z.string().max(100), valueSchema).optional(),
  }),
  /** Language that is spoken. */
  speaks: languageTagSchema,
  /** The contact is over, for this reason. */
  ends: z.union([
    z.string().min(1).max(100),
    z.strictObject({ reason: z.string().min(1).max(100), outcome: z.string().max(100).optional() }),
  ]),
};

/** What a step of a test says: one thing that is done, or one that is expected. */
export const stepSchema = z
  .strictObject(stepShape)
  .partial()
  .refine(
    (step) => Object.values(step).filter((value) => value !== undefined).length === 1,
    'one thing per step',
  );
export type FlowTestStep = z.infer<typeof stepSchema>;

/**
 * A test of a flow: a conversation as a transcript, in a world of its own. It names nodes by their ids, so moving and
 * renaming them, and other wording, does not break it unless it asks about the wording.
 */
export const flowTestSchema = z.strictObject({
  id: idSchema,
  name: z.string().trim().min(1).max(200),
  /** It is run on each of these channels, in each of these languages. */
  channels: z.array(channelKindSchema).min(1).max(10),
  languages: z.array(languageTagSchema).min(1).max(50),
  /** When it begins; without it on a Monday morning in March 2026. */
  start: z.iso.datetime({ offset: true }).optional(),
  /** What chance is drawn from. */
  seed: z.int().min(0).max(2_147_483_647).optional(),
  customer: z
    .strictObject({
      name: z.string().max(200).optional(),
      /** Language that is kept of the customer; null when none is. Without it the one the test is run in. */
      language: languageTagSchema.nullable().optional(),
      attributes: z.record(z.string().max(100), valueSchema).optional(),
      /** Number they come from, on channels that have one. */
      phone: z.string().min(1).max(50).optional(),
    })
    .optional(),
  opens: z
    .strictObject({
      to: z.string().max(200).optional(),
      /** First words, where the channel begins with them. */
      text: z.string().max(10_000).optional(),
      inputs: z.record(z.string().max(100), valueSchema).optional(),
    })
    .optional(),
  world: settingSchema.optional(),
  steps: z.array(stepSchema).max(500),
});
export type FlowTest = z.infer<typeof flowTestSchema>;

/** The tests of a flow, as they are kept and as a file holds them. */
export const flowTestsSchema = z
  .array(flowTestSchema)
  .max(500)
  .superRefine((tests, context) => {
    for (const [index, { id }] of tests.entries())
      if (tests.findIndex((one) => one.id === id) < index)
        context.addIssue({
          code: 'custom',
          path: [index, 'id'],
          message: `"${id}" is the id of a test above`,
        });
  });

/** What an editor needs to complete and to underline. */
export const flowTestJsonSchema = () => z.toJSONSchema(flowTestSchema, { io: 'input' });
