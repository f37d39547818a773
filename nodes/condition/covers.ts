import type { Comparison, Rule } from '../../runtime/engine/index.ts';

/** Whether the upper rule holds whenever the lower one does, so that the lower one can never be taken. */
export function covers(upper: Rule, lower: Rule): boolean {
  const above = upper.comparisons.map(keyOf);
  const below = lower.comparisons.map(keyOf);
  if (any(upper))
    return all(lower) ? below.some((one) => above.includes(one)) : below.every((one) => above.includes(one));
  return all(lower) && above.every((one) => below.includes(one));
}

// A rule of one comparison is both: all must hold, and any is enough.
const any = ({ match, comparisons }: Rule): boolean => match === 'any' || comparisons.length === 1;
const all = ({ match, comparisons }: Rule): boolean => match === 'all' || comparisons.length === 1;

const keyOf = ({ left, operator, right }: Comparison): string =>
  JSON.stringify(
    operator === 'isEmpty' || operator === 'isNotEmpty' ? [left, operator] : [left, operator, right],
  );
