import { z } from 'zod';
import {
  INPUT_PROBLEMS,
  inputSpecSchema,
  patienceSchema,
  textsSchema,
  VARIABLE_NAME,
} from '../../runtime/engine/index.ts';

const confirmSchema = z.strictObject({
  /** Read the value back and ask whether it is right. */
  on: z.boolean().default(false),
  /** Without one: "I have understood {{ input.spoken }}. Is that right?" */
  prompt: textsSchema.default({}).meta({ widget: 'prompt' }),
});

export const config = z.strictObject({
  prompt: textsSchema.meta({ widget: 'prompt' }),
  ask: inputSpecSchema.meta({ widget: 'input' }),
  /** Variable that keeps the value. */
  saveTo: z.string().regex(VARIABLE_NAME).meta({ widget: 'variable' }),
  attempts: z.number().int().min(1).max(10).default(3),
  noInputPrompt: textsSchema.default({}).meta({ widget: 'prompt' }),
  invalidPrompt: textsSchema.default({}).meta({ widget: 'prompt' }),
  /** Words of their own for a reason why an answer is not taken: too short, too early. */
  reasonPrompts: z
    .partialRecord(z.enum(INPUT_PROBLEMS), textsSchema)
    .default({})
    .meta({ widget: 'reasonPrompts' }),
  confirm: confirmSchema.prefault({}),
  /** Words by which the customer says that they would rather not, per language; with any, there is an exit for it. */
  refusal: z
    .record(z.string(), z.array(z.string().min(1).max(100)).max(30))
    .default({})
    .meta({ widget: 'words' }),
  patience: patienceSchema.prefault({}),
  finishKey: z.enum(['#', '*', 'none']).default('#'),
  interDigitSeconds: z.number().int().min(1).max(20).default(4),
  speech: z.boolean().default(true),
  bargeIn: z.boolean().default(true),
  /** Never read back, logged or shown. */
  sensitive: z.boolean().default(false),
});
export type Config = z.infer<typeof config>;

/** Folded away when nothing was written. */
export const refusalWords = ({ refusal }: Config): [language: string, word: string][] =>
  Object.entries(refusal).flatMap(([language, words]) =>
    words.map((word): [string, string] => [language, word]),
  );
