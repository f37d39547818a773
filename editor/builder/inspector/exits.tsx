import { useMemo } from 'react';
import { useMessages } from '../../messages/index.tsx';
import { Combobox } from '../../ui/combobox.tsx';
import { connectExit } from '../commands/connect-exit.ts';
import { useEditing, useFlow } from '../draft/use-draft.tsx';
import { useProblemText } from '../problems/problem-text.ts';
import { problemsOf, useProblems } from '../problems/use-problems.ts';
import type { DrawnExit } from '../read-drawing.ts';
import { useReading } from '../use-picture.tsx';
import { useInspecting } from './inspecting.tsx';

/** Where the exits of a node lead, and how one leads them elsewhere without a mouse. */
export function Exits({ node }: { node: string }) {
  const { t } = useMessages();
  const { draft } = useEditing();
  const flow = useFlow();
  const one = flow.nodes[node]!;
  const { language: texts } = useInspecting();
  const textOf = useProblemText();
  const implicit = { left: t('builder.exitLeft'), error: t('builder.exitError') };
  const { read } = useReading(texts);
  const exits = useMemo(
    () => read({ ...flow, nodes: { [node]: one } }).nodes[0]?.exits ?? [],
    // The other nodes say nothing about these exits.
    // oxlint-disable-next-line react/exhaustive-deps
    [one, node, read],
  );
  const problems = problemsOf(useProblems(), node);
  const targets = [
    { value: '', text: t('inspector.nowhere') },
    ...Object.entries(flow.nodes)
      .filter(([id]) => id !== node)
      .map(([id, { name }]) => ({ value: id, text: name || id })),
    { value: node, text: t('inspector.itself', { name: one.name || node }) },
  ];
  const row = ({ id, label, key }: DrawnExit) => {
    const found = problems.find((issue) => issue.exit === id);
    return (
      <div key={id} data-field={`exits.${id}`}>
        <Combobox
          label={key === undefined ? label : `${label} (${key})`}
          options={targets}
          value={one.exits[id] ?? ''}
          problem={found && textOf(found)}
          onChoose={(target) =>
            draft.do(connectExit, { node, exit: id, target: target === '' ? undefined : target })
          }
        />
      </div>
    );
  };
  const declared = exits.filter((exit) => !exit.implicit);
  return (
    <section className="inspector-exits" aria-labelledby="inspector-exits">
      <h3 id="inspector-exits">{t('inspector.exits')}</h3>
      {declared.length === 0 && <p className="small soft">{t('inspector.noExits')}</p>}
      {declared.map(row)}
      <details className="inspector-more" open={exits.some((exit) => exit.implicit)}>
        <summary>{t('inspector.moreExits')}</summary>
        {(['left', 'error'] as const).map((id) =>
          row({ id, label: implicit[id], implicit: true, optional: true }),
        )}
      </details>
    </section>
  );
}
