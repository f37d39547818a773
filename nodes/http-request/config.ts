import { z } from 'zod';
import {
  HTTP_METHODS,
  mockSchema,
  namedTemplatesSchema,
  POINTER,
  requestBodySchema,
  VARIABLE_NAME,
} from '../../runtime/engine/index.ts';

export const config = z.strictObject({
  method: z.enum(HTTP_METHODS).default('GET'),
  /** A template; what a value contributes is percent-encoded. */
  url: z.string().min(1).max(2_000).meta({ widget: 'template' }),
  query: namedTemplatesSchema.default([]),
  headers: namedTemplatesSchema.default([]),
  body: requestBodySchema.default({ as: 'none' }).meta({ widget: 'requestBody' }),
  /** Name of a credential an admin has set up. */
  credential: z
    .string()
    .regex(/^[a-z][a-z0-9-]{0,63}$/, 'the name of a credential')
    .optional()
    .meta({ widget: 'credential' }),
  /** For the whole of it, repeats included. */
  timeoutSeconds: z.number().int().min(1).max(60).default(10),
  retries: z.number().int().min(0).max(3).default(0),
  /** POST and PATCH: the other side recognises a repeat by its `Idempotency-Key`. */
  repeatable: z.boolean().default(false),
  answerAs: z.enum(['json', 'text']).default('json'),
  /** What of the answer goes into which variable. */
  mapping: z
    .array(
      z.strictObject({
        from: z.string().max(200).regex(POINTER, 'a path such as items.0.price or /items/0/price'),
        variable: z.string().regex(VARIABLE_NAME).meta({ widget: 'variable' }),
      }),
    )
    .max(50)
    .default([]),
  /** Neither request nor answer is logged. */
  sensitive: z.boolean().default(false),
  /** What previews and tests get instead of an answer. */
  mock: mockSchema.optional().meta({ widget: 'mock' }),
});
export type Config = z.infer<typeof config>;
