import { memo, useState } from 'react';
import {
  BaseEdge,
  EdgeLabelRenderer,
  type EdgeProps,
  type EdgeTypes,
  getBezierPath,
  getSmoothStepPath,
} from 'reactflow';
import { useMessages } from '../../messages/index.tsx';
import { useAsking } from '../asking/use-asking.tsx';
import { connectExit } from '../commands/connect-exit.ts';
import { useDoing } from '../doing/use-doing.tsx';
import { useEditing } from '../draft/use-draft.tsx';
import type { Way as WayEdge } from './to-canvas.ts';

/** A line to the left goes round in right angles: a curve would cross the cards. */
const BACK = { borderRadius: 14, offset: 26 };

/** A line from an exit to a node; under the pointer it offers to put a node into it. */
const Way = memo(function Way(props: EdgeProps<WayEdge>) {
  const { data, selected, markerEnd } = props;
  const { mayEdit } = useEditing();
  const [near, setNear] = useState(false);
  const [path, x, y] = data?.back ? getSmoothStepPath({ ...props, ...BACK }) : getBezierPath(props);
  return (
    // What one can do here by pointer is in the outline by key.
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions
    <g onMouseEnter={() => setNear(true)} onMouseLeave={() => setNear(false)}>
      <BaseEdge path={path} {...(markerEnd === undefined ? {} : { markerEnd })} />
      {mayEdit && data && (near || selected) && <Tools data={data} x={x} y={y} />}
    </g>
  );
});

function Tools({ data, x, y }: { data: NonNullable<WayEdge['data']>; x: number; y: number }) {
  const { t } = useMessages();
  const { ask } = useAsking();
  const { perform } = useDoing();
  const { node, exit, name } = data;
  return (
    <EdgeLabelRenderer>
      <div
        className="way-tools nodrag nopan"
        style={{ transform: `translate(-50%, -50%) translate(${x}px, ${y}px)` }}
      >
        <button
          type="button"
          aria-label={`${t('canvas.insert')}: ${name}`}
          title={t('canvas.insert')}
          onClick={({ clientX, clientY }) =>
            ask({ what: 'add', after: { node, exit }, near: { x: clientX, y: clientY } })
          }
        >
          +
        </button>
        <button
          type="button"
          aria-label={`${t('acts.disconnect')}: ${name}`}
          title={t('acts.disconnect')}
          onClick={() => perform(connectExit, { node, exit, target: undefined })}
        >
          ×
        </button>
      </div>
    </EdgeLabelRenderer>
  );
}

/** Outside every component: a new object at each render would draw every line anew. */
export const edgeTypes: EdgeTypes = { way: Way };
