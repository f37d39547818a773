import type { Expression, Operator, Rule } from '../../../runtime/engine/index.ts';
import { type Messages, useMessages } from '../../messages/index.tsx';
import { writtenValue } from './written.ts';

/** Operators that look at one value only. */
export const isUnary = (operator: Operator): boolean => operator === 'isEmpty' || operator === 'isNotEmpty';

/** A rule as people say it: "balance is greater than 10000, and day is saturday". */
export function sentenceOf(rule: Rule, t: Messages['t']): string {
  const parts = rule.comparisons.map(({ left, operator, right }) =>
    isUnary(operator) || !right
      ? t('rule.unary', { left: wordOf(left), operator: t(`operator.${operator}`) })
      : t('rule.binary', { left: wordOf(left), operator: t(`operator.${operator}`), right: wordOf(right) }),
  );
  return parts.join(t(rule.match === 'any' ? 'rule.or' : 'rule.and'));
}

/** Says rules in the language of the interface. */
export function useSentence(): (rule: Rule) => string {
  const { t } = useMessages();
  return (rule) => sentenceOf(rule, t);
}

function wordOf(expression: Expression): string {
  if ('variable' in expression) return expression.variable;
  if ('template' in expression) return expression.template;
  return writtenValue(expression.value) || '“”';
}
