import type { z } from 'zod';
import { refuse } from './refusal.ts';

/**
 * Reads what a request gave by a schema that depends on the request itself, such as the settings of a chosen channel.
 * Refuses with the fields, as the route's own schema does.
 */
export function readGiven<Given>(schema: z.ZodType<Given>, value: unknown, at: readonly string[]): Given {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  return refuse(400, 'request.invalid', 'Some fields are wrong.', {
    fields: parsed.error.issues.map(({ path, message }) => ({ path: [...at, ...path].join('.'), message })),
  });
}
