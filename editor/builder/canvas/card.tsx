import { memo } from 'react';
import { Handle, type NodeProps, Position } from 'reactflow';
import { type MessageKey, useMessages } from '../../messages/index.tsx';
import { Icon } from '../../ui/icon.tsx';
import { iconOf } from '../../node-looks.ts';
import { useAsking } from '../asking/use-asking.tsx';
import { useEditing } from '../draft/use-draft.tsx';
import { useProblemsOf } from '../problems/use-problems.ts';
import type { DrawnExit, DrawnNode } from '../read-drawing.ts';
import { exitAt, linesOf } from './sizes.ts';
import { type CardNode, ENTRY } from './to-canvas.ts';
import './card.css';

const ENTRY_TEXT = { start: 'builder.start', left: 'builder.whenLeft', error: 'builder.whenError' } as const;

/** A node on the canvas. */
export const Card = memo(function Card({ data, selected }: NodeProps<CardNode>) {
  const { node } = data;
  const { mayEdit } = useEditing();
  return (
    <div className="card" data-group={node.group} data-selected={selected || undefined}>
      <Handle type="target" position={Position.Left} id={ENTRY} isConnectable={mayEdit} />
      <Entries node={node} />
      <div className="card-head">
        <span className="tile">
          <Icon svg={iconOf(node.type)} />
        </span>
        <div className="card-names">
          <strong dir="auto">{node.name}</strong>
          <span>{node.label}</span>
        </div>
        <Badges node={node} />
      </div>
      {node.text && (
        <p
          className="card-text"
          data-lines={linesOf(node.text)}
          data-fact={node.isFact || undefined}
          dir="auto"
        >
          {node.text}
        </p>
      )}
      {node.exits.map((exit, index) => (
        <ExitRow key={exit.id} node={node} exit={exit} top={exitAt(node.text, index)} mayEdit={mayEdit} />
      ))}
    </div>
  );
});

function Entries({ node }: { node: DrawnNode }) {
  const { t } = useMessages();
  return node.entries.length === 0 ? null : (
    <div className="card-entries">
      {node.entries.map((entry) => (
        <span key={entry}>{t(ENTRY_TEXT[entry])}</span>
      ))}
    </div>
  );
}

/** What is wrong with the node, and the channels it cannot serve. */
function Badges({ node }: { node: DrawnNode }) {
  const { t, number } = useMessages();
  const problems = useProblemsOf(node.id);
  const [worst] = problems;
  return (
    <div className="card-badges">
      {node.unfit.map((channel) => {
        const name = t(`channel.${channel}` as MessageKey);
        return (
          <span key={channel} className="card-unfit" title={t('canvas.unfit', { channel: name })}>
            <s>{name}</s>
          </span>
        );
      })}
      {worst && (
        <span
          className="card-trouble"
          data-severity={problems.find(({ severity }) => severity === 'error')?.severity ?? 'warning'}
          title={t('canvas.problems', { count: number(problems.length) })}
        >
          <span className="unseen">{t('canvas.problems', { count: number(problems.length) })}</span>
          <span aria-hidden="true">{number(problems.length)}</span>
        </span>
      )}
    </div>
  );
}

function ExitRow(props: { node: DrawnNode; exit: DrawnExit; top: number; mayEdit: boolean }) {
  const { node, exit, top, mayEdit } = props;
  const isLoose = exit.target === undefined;
  return (
    <div
      className="card-exit"
      data-implicit={exit.implicit || undefined}
      data-loose={(isLoose && !exit.optional) || undefined}
      title={exit.rule}
    >
      {exit.key && <kbd>{exit.key}</kbd>}
      <span dir="auto">{exit.label}</span>
      <Handle type="source" position={Position.Right} id={exit.id} isConnectable={mayEdit} style={{ top }} />
      {isLoose && mayEdit && <AddButton node={node} exit={exit} top={top} />}
    </div>
  );
}

function AddButton({ node, exit, top }: { node: DrawnNode; exit: DrawnExit; top: number }) {
  const { t } = useMessages();
  const { ask } = useAsking();
  const label = t('canvas.addAt', { exit: exit.label, node: node.name });
  return (
    <button
      type="button"
      className="card-add nodrag nopan"
      // By key there is the act that adds.
      tabIndex={-1}
      style={{ top }}
      aria-label={label}
      title={label}
      onClick={({ clientX, clientY }) =>
        ask({ what: 'add', after: { node: node.id, exit: exit.id }, near: { x: clientX, y: clientY } })
      }
    >
      +
    </button>
  );
}
