import { z } from 'zod';
import { LIMITS } from '../limits.ts';

/**
 * What a customer gave, before anyone has made sense of it: key tones, recognised speech, typed text, or the value of an
 * option they chose. `confidence` is the recogniser's own, 0 to 1.
 */
export const inputSchema = z.strictObject({
  kind: z.enum(['dtmf', 'speech', 'text', 'choice']),
  value: z.string().max(LIMITS.inputText),
  confidence: z.number().min(0).max(1).optional(),
});

export type Input = z.infer<typeof inputSchema>;
