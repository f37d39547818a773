import { type Comparison, OPERATORS, type Operator, type Rule } from '../../../runtime/engine/index.ts';
import { useFlow } from '../draft/use-draft.tsx';
import { useMessages } from '../../messages/index.tsx';
import { Button } from '../../ui/button.tsx';
import { useInspecting, useProblem, useWords } from '../inspector/inspecting.tsx';
import type { Path } from '../inspector/walk.ts';
import { isUnary, useSentence } from '../inspector/rule-sentence.ts';
import { ExpressionField } from './expression-field.tsx';

/** A condition, read and written as sentences: what is compared, how, and with what. */
export function RuleField({ path, value }: { path: Path; value: Rule | undefined }) {
  const { t } = useMessages();
  const { variables } = useFlow();
  const { change } = useInspecting();
  const { title, help } = useWords(path);
  const problem = useProblem(path);
  const sentence = useSentence();
  const { match = 'all', comparisons = [] } = (value ?? {}) as Partial<Rule>;
  const put = (to: Comparison[]) => change([...path, 'comparisons'], to);
  const compare = (operator: Operator, index: number) => {
    const { left, right = { value: '' } } = comparisons[index]!;
    put(comparisons.with(index, isUnary(operator) ? { left, operator } : { left, operator, right }));
  };
  const add = () =>
    put([
      ...comparisons,
      { left: { variable: variables[0]?.name ?? 'customer' }, operator: 'equals', right: { value: '' } },
    ]);
  return (
    <fieldset className="inspector-group inspector-rule" data-field={path.join('.')}>
      <legend>{title}</legend>
      {help !== undefined && <p className="small soft">{help}</p>}
      <p className="inspector-sentence">{sentence({ match, comparisons })}</p>
      {comparisons.length > 1 && (
        <select
          className="select"
          aria-label={t('rule.match')}
          value={match}
          onChange={(event) => change([...path, 'match'], event.target.value)}
        >
          <option value="all">{t('rule.all')}</option>
          <option value="any">{t('rule.any')}</option>
        </select>
      )}
      <ul className="inspector-comparisons">
        {comparisons.map(({ left, operator, right }, index) => {
          const at = [...path, 'comparisons', index];
          return (
            // Sentences have no name of their own: their place is what they are.
            <li key={index}>
              <ExpressionField path={[...at, 'left']} value={left} label={t('rule.left')} quiet />
              <select
                className="select"
                aria-label={t('rule.operator')}
                value={operator}
                onChange={(event) => compare(event.target.value as Operator, index)}
              >
                {OPERATORS.map((one) => (
                  <option key={one} value={one}>
                    {t(`operator.${one}`)}
                  </option>
                ))}
              </select>
              {!isUnary(operator) && (
                <ExpressionField path={[...at, 'right']} value={right} label={t('rule.right')} quiet />
              )}
              {comparisons.length > 1 && (
                <Button
                  icon
                  aria-label={t('rule.remove', { number: index + 1 })}
                  onClick={() => put(comparisons.toSpliced(index, 1))}
                >
                  ×
                </Button>
              )}
            </li>
          );
        })}
      </ul>
      {problem !== undefined && <p className="refusal">{problem}</p>}
      <Button onClick={add}>{t('rule.add')}</Button>
    </fieldset>
  );
}
