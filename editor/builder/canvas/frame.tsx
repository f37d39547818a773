import { memo } from 'react';
import { Handle, type NodeProps, NodeResizer, Position } from 'reactflow';
import { useMessages } from '../../messages/index.tsx';
import { foldFrame } from '../commands/fold-frame.ts';
import { resizeBox } from '../commands/resize-box.ts';
import { useDoing } from '../doing/use-doing.tsx';
import { useEditing } from '../draft/use-draft.tsx';
import { ENTRY, type FoldedNode, type FrameNode, OUT } from './to-canvas.ts';
import './annotations.css';

/** A frame around nodes, with its title. */
export const Frame = memo(function Frame({ data, selected }: NodeProps<FrameNode>) {
  const { mayEdit } = useEditing();
  const { perform } = useDoing();
  const { id } = data;
  return (
    <div className="frame" data-selected={selected || undefined}>
      {mayEdit && (
        <NodeResizer
          isVisible={selected ?? false}
          minWidth={160}
          minHeight={100}
          onResizeEnd={(_event, { x, y, width, height }) =>
            perform(resizeBox, {
              id,
              box: {
                x: Math.round(x),
                y: Math.round(y),
                width: Math.round(width),
                height: Math.round(height),
              },
            })
          }
        />
      )}
      <Head {...data} />
    </div>
  );
});

/** A frame whose nodes are folded into it. */
export const Folded = memo(function Folded({ data, selected }: NodeProps<FoldedNode>) {
  const { t } = useMessages();
  return (
    <div className="frame folded" data-selected={selected || undefined}>
      <Handle
        type="target"
        position={Position.Left}
        id={ENTRY}
        isConnectable={false}
        style={{ top: '50%' }}
      />
      <Head {...data} />
      <p className="small soft">{t('builder.nodes', { count: data.frame.folded?.length ?? 0 })}</p>
      <Handle type="source" position={Position.Right} id={OUT} isConnectable={false} style={{ top: '50%' }} />
    </div>
  );
});

function Head({ id, frame }: FrameNode['data']) {
  const { t } = useMessages();
  const { mayEdit } = useEditing();
  const { perform } = useDoing();
  const title = frame.title || t('canvas.frame');
  return (
    <div className="frame-head">
      <strong dir="auto">{title}</strong>
      {mayEdit && (
        <button
          type="button"
          className="nodrag nopan"
          aria-expanded={frame.folded === undefined}
          aria-label={t(frame.folded ? 'canvas.unfold' : 'canvas.fold', { title })}
          title={t(frame.folded ? 'canvas.unfold' : 'canvas.fold', { title })}
          onClick={() => perform(foldFrame, { frame: id })}
        >
          {frame.folded ? '▸' : '▾'}
        </button>
      )}
    </div>
  );
}
