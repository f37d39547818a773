import { z } from 'zod';
import { LIMITS } from '../limits.ts';
import { valueSchema } from './value.ts';

/** Names a variable may have. */
export const VARIABLE_NAME = /^[a-z][a-zA-Z0-9_]{0,63}$/;
const path = z
  .string()
  .regex(/^[a-z][a-zA-Z0-9_]*(\.[a-zA-Z0-9_]+)*$/, 'a variable name, or a path such as customer.name');

/** Where a value comes from: written down, read from a variable, or rendered from a Liquid text. */
export const expressionSchema = z.union([
  z.strictObject({ value: valueSchema }),
  z.strictObject({ variable: path }),
  z.strictObject({ template: z.string().max(LIMITS.templateSource) }),
]);
export type Expression = z.infer<typeof expressionSchema>;
