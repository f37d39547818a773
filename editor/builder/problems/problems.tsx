import { useEffect, useState } from 'react';
import type { Issue } from '../../../runtime/engine/index.ts';
import { useMessages } from '../../messages/index.tsx';
import { Button } from '../../ui/button.tsx';
import { useEditing, useFlow } from '../draft/use-draft.tsx';
import { useProblemText } from './problem-text.ts';
import { quickFixOf } from './quick-fixes.ts';
import { useIsChecked, useProblems } from './use-problems.ts';
import './problems.css';

/** Pause before the count is said, ms: who types is not told of every half-written word. */
const SAY_AFTER_MS = 1_500;

/** What is wrong with the flow: errors first. One click leads to the field; where a repair is safe, another does it. */
export function Problems() {
  const { t } = useMessages();
  const problems = useProblems();
  const isChecked = useIsChecked();
  const [isOpen, setOpen] = useState(false);
  const errors = problems.filter(({ severity }) => severity === 'error').length;
  const count = !isChecked
    ? t('problems.checking')
    : problems.length === 0
      ? t('problems.none')
      : t('problems.count', { errors, warnings: problems.length - errors });
  return (
    <section className="problems" aria-label={t('problems.title')} aria-busy={!isChecked}>
      <button
        type="button"
        className="problems-bar"
        aria-expanded={isOpen}
        disabled={problems.length === 0}
        onClick={() => setOpen(!isOpen)}
      >
        {t('problems.title')}
        <span className={errors > 0 ? 'refusal' : 'soft'}>{count}</span>
      </button>
      <Said text={count} />
      {isOpen && problems.length > 0 && (
        <ul>
          {problems.map((issue, index) => (
            <Problem key={`${index} ${issue.code}`} issue={issue} />
          ))}
        </ul>
      )}
    </section>
  );
}

function Problem({ issue }: { issue: Issue }) {
  const { t } = useMessages();
  const { draft, choose, mayEdit } = useEditing();
  const flow = useFlow();
  const textOf = useProblemText();
  const { node, path, severity } = issue;
  const fix = quickFixOf(issue, flow);
  const where = node === undefined ? flow.name : flow.nodes[node]?.name || node;
  return (
    <li>
      <button
        type="button"
        className="problem"
        onClick={() => choose(node === undefined ? [] : [node], (path ?? ['name']).join('.'))}
      >
        <span className="severity" data-severity={severity}>
          <span className="unseen">{t(`problems.${severity}`)}</span>
        </span>
        <bdi>{where}</bdi>
        <span>{textOf(issue)}</span>
      </button>
      {mayEdit && fix && <Button onClick={() => fix.apply(draft)}>{t(`fix.${fix.id}`, fix.values)}</Button>}
    </li>
  );
}

/** Tells a screen reader the count, a moment after it has changed, when nothing else is being said. */
function Said({ text }: { text: string }) {
  const [said, setSaid] = useState('');
  useEffect(() => {
    const timer = setTimeout(() => setSaid(text), SAY_AFTER_MS);
    return () => clearTimeout(timer);
  }, [text]);
  return <output className="unseen">{said}</output>;
}
