import { memo } from 'react';
import { Handle, type NodeProps, type NodeTypes, Position } from 'reactflow';
import { useMessages } from '../../messages/index.tsx';
import { Icon } from '../../ui/icon.tsx';
import { iconOf } from '../../node-looks.ts';
import type { DrawnExit, DrawnNode } from '../read-drawing.ts';
import { exitAt, linesOf } from './sizes.ts';
import { type CardNode, ENTRY } from './to-canvas.ts';
import './card.css';

const ENTRY_TEXT = { start: 'builder.start', left: 'builder.whenLeft', error: 'builder.whenError' } as const;

/** A node on the canvas. */
const Card = memo(function Card({ data, selected }: NodeProps<CardNode>) {
  const { node } = data;
  return (
    <div className="card" data-group={node.group} data-selected={selected || undefined}>
      <Handle type="target" position={Position.Left} id={ENTRY} isConnectable={false} />
      <Entries node={node} />
      <div className="card-head">
        <span className="tile">
          <Icon svg={iconOf(node.type)} />
        </span>
        <div className="card-names">
          <strong dir="auto">{node.name}</strong>
          <span>{node.label}</span>
        </div>
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
        <ExitRow key={exit.id} exit={exit} top={exitAt(node.text, index)} />
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

const ExitRow = ({ exit, top }: { exit: DrawnExit; top: number }) => (
  <div className="card-exit" data-implicit={exit.implicit || undefined}>
    {exit.key && <kbd>{exit.key}</kbd>}
    <span dir="auto">{exit.label}</span>
    <Handle type="source" position={Position.Right} id={exit.id} isConnectable={false} style={{ top }} />
  </div>
);

/** Outside every component: a new object at each render would draw every node anew. */
export const nodeTypes: NodeTypes = { card: Card };
