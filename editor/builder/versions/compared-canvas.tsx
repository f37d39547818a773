import { useMemo } from 'react';
import { Background, BackgroundVariant, ReactFlow } from 'reactflow';
import type { FlowDefinition } from '../../../runtime/engine/index.ts';
import { useMessages } from '../../messages/index.tsx';
import { nodeTypes } from '../canvas/node-types.ts';
import { edgeTypes } from '../canvas/way.tsx';
import { Looking } from '../doing/looking.tsx';
import { useReading } from '../use-picture.tsx';
import { bothDrawn, type Mark, marksOf } from './both-drawn.ts';
import '../canvas/canvas.css';

const MARKS: readonly Mark[] = ['added', 'removed', 'changed', 'moved'];
const ZOOM = { minZoom: 0.05, maxZoom: 1.5 };
const FIT = { padding: 0.08, maxZoom: 1 };

/** Two drawings as one, to look at: what was added, removed, changed and moved is marked. */
export function ComparedCanvas({ before, after }: { before: FlowDefinition; after: FlowDefinition }) {
  const { t, language } = useMessages();
  const both = useMemo(() => bothDrawn(before, after), [before, after]);
  const { read, paint } = useReading(
    both.languages.find((one) => one.split('-')[0] === language) ?? both.languages[0] ?? language,
  );
  const { nodes, edges, marks, flow } = useMemo(() => {
    const found = marksOf(before, after);
    const drawn = paint(read(both));
    const marked = drawn.standing.map((node) => {
      const mark = found.get(node.id);
      if (!mark) return node;
      const word = t(`versions.mark.${mark}`);
      return {
        ...node,
        ariaLabel: `${node.ariaLabel ?? node.id}, ${word}`,
        domAttributes: { 'data-mark': mark, 'data-mark-word': word } as object,
      };
    });
    return { nodes: marked, edges: [...drawn.ways], marks: found, flow: both };
  }, [before, after, both, read, paint, t]);
  const counts = MARKS.map(
    (mark) => [mark, [...marks.values()].filter((one) => one === mark).length] as const,
  );
  return (
    <Looking key={`${flow.id} ${marks.size}`} flow={flow}>
      <div className="compared">
        <ul className="chips" aria-label={t('versions.changes')}>
          {counts.map(([mark, count]) => (
            <li key={mark} className="mark" data-mark={mark}>
              {t(`versions.mark.${mark}`)} {count}
            </li>
          ))}
        </ul>
        <ReactFlow
          className="canvas"
          dir="ltr"
          aria-label={t('versions.comparison')}
          nodes={nodes}
          edges={edges}
          nodeTypes={nodeTypes}
          edgeTypes={edgeTypes}
          fitView
          fitViewOptions={FIT}
          onlyRenderVisibleElements
          nodesDraggable={false}
          nodesConnectable={false}
          edgesFocusable={false}
          deleteKeyCode={null}
          {...ZOOM}
        >
          <Background variant={BackgroundVariant.Dots} gap={24} size={1.5} color="var(--dots)" />
        </ReactFlow>
      </div>
    </Looking>
  );
}
