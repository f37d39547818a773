import { z } from 'zod';
import { type Expression, expressionSchema } from './expression.ts';

export const OPERATORS = [
  'equals',
  'notEquals',
  'less',
  'lessOrEqual',
  'greater',
  'greaterOrEqual',
  'contains',
  'startsWith',
  'endsWith',
  'isOneOf',
  'isEmpty',
  'isNotEmpty',
] as const;

export const operatorSchema = z.enum(OPERATORS);
export type Operator = z.infer<typeof operatorSchema>;

/** Operators that look at one value only. */
const UNARY: readonly Operator[] = ['isEmpty', 'isNotEmpty'];

export const comparisonSchema = z
  .strictObject({
    left: expressionSchema,
    operator: operatorSchema,
    /** Not needed for `isEmpty` and `isNotEmpty`. */
    right: expressionSchema.optional(),
  })
  .refine(({ operator, right }) => right !== undefined || UNARY.includes(operator), {
    path: ['right'],
    message: 'what to compare with is missing',
  });
export type Comparison = { left: Expression; operator: Operator; right?: Expression | undefined };

/** Comparisons that must hold together, or of which one is enough. */
export const ruleSchema = z.strictObject({
  match: z.enum(['all', 'any']).default('all'),
  comparisons: z.array(comparisonSchema).min(1).max(20),
});
export type Rule = z.infer<typeof ruleSchema>;
