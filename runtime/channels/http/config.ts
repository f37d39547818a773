import { z } from 'zod';

const callbackUrl = z
  .url({ protocol: /^https?$/ })
  .max(2_000)
  .refine((url) => {
    const { username, password, hash } = new URL(url);
    return username === '' && password === '' && hash === '';
  }, 'an address without user name, password and #');

/** How the other side of an HTTP connection gets what the flow says, and what it promises about it. */
export const httpConfigSchema = z
  .strictObject({
    /** `answer`: in the answer to its own request. `push`: we call `callbackUrl`. */
    mode: z.enum(['answer', 'push']),
    callbackUrl: callbackUrl.optional(),
    /** Against double sends: it honours `Idempotency-Key`, it can be asked for a reference, or neither. */
    guarantee: z.enum(['key', 'echo', 'nothing']).default('key'),
    /** What becomes of a send nobody can tell the outcome of, when there is no guarantee. */
    whenUnknown: z.enum(['repeat', 'hold']).default('repeat'),
  })
  .refine(({ mode, callbackUrl: url }) => mode === 'answer' || url !== undefined, {
    path: ['callbackUrl'],
    message: 'needed to push messages',
  });

export type HttpConfig = z.infer<typeof httpConfigSchema>;
