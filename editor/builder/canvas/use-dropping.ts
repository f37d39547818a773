import { type DragEvent, type MouseEvent as ReactMouseEvent, useMemo } from 'react';
import { type FinalConnectionState, useReactFlow } from 'reactflow';
import { useAsking } from '../asking/use-asking.tsx';
import { connectExit } from '../commands/connect-exit.ts';
import { useDoing } from '../doing/use-doing.tsx';
import { useEditing } from '../draft/use-draft.tsx';
import { DRAGGED_TYPE } from '../palette/dragged.ts';
import { useAddNode } from '../palette/use-add-node.ts';
import { usePicture } from '../use-picture.tsx';
import { ENTRY_AT } from './sizes.ts';
import type { Way } from './to-canvas.ts';

/** What becomes of what is let go over the canvas: a line's end, a node type from the palette. */
export function useDropping() {
  const { screenToFlowPosition } = useReactFlow();
  const { mayEdit } = useEditing();
  const { ask } = useAsking();
  const { perform } = useDoing();
  const { picture } = usePicture();
  const add = useAddNode();
  return useMemo(() => {
    const ended = (event: MouseEvent | TouchEvent, node: string, exit: string, isNew: boolean) => {
      const near = pointOf(event);
      const over = nodeAt(near);
      if (over !== undefined) perform(connectExit, { node, exit, target: over });
      else if (!isNew) perform(connectExit, { node, exit, target: undefined });
      else {
        const at = screenToFlowPosition(near);
        ask({ what: 'add', after: { node, exit }, at: { x: at.x, y: at.y - ENTRY_AT }, near });
      }
    };
    return {
      /** An exit was drawn to where it found no way in: on a card it leads there, elsewhere one chooses what comes. */
      onConnectEnd(this: void, event: MouseEvent | TouchEvent, state: FinalConnectionState) {
        const { fromNode, fromHandle, isValid } = state;
        if (isValid || !fromNode || fromHandle?.type !== 'source' || fromHandle.id == null) return;
        ended(event, fromNode.id, fromHandle.id, true);
      },
      onReconnectEnd(
        this: void,
        event: MouseEvent | TouchEvent,
        { data }: Way,
        _type: unknown,
        { isValid }: FinalConnectionState,
      ) {
        if (!isValid && data) ended(event, data.node, data.exit, false);
      },
      onDragOver(this: void, event: DragEvent) {
        if (!mayEdit || !event.dataTransfer.types.includes(DRAGGED_TYPE)) return;
        event.preventDefault();
        event.dataTransfer.dropEffect = 'copy';
      },
      onDrop(this: void, event: DragEvent) {
        const type = event.dataTransfer.getData(DRAGGED_TYPE);
        if (!mayEdit || type === '') return;
        event.preventDefault();
        const at = screenToFlowPosition({ x: event.clientX, y: event.clientY });
        add(type, { at: { x: at.x - 40, y: at.y - ENTRY_AT } });
      },
      /** What is painted under the pointer, from afar. */
      hit(event: ReactMouseEvent): string | undefined {
        const { x, y } = screenToFlowPosition({ x: event.clientX, y: event.clientY });
        return [...picture.boxes].findLast(
          ([, box]) => x >= box.x && y >= box.y && x <= box.x + box.width && y <= box.y + box.height,
        )?.[0];
      },
    };
  }, [screenToFlowPosition, mayEdit, ask, perform, picture, add]);
}

function pointOf(event: MouseEvent | TouchEvent): { x: number; y: number } {
  const { clientX: x = 0, clientY: y = 0 } =
    'changedTouches' in event ? (event.changedTouches[0] ?? {}) : event;
  return { x, y };
}

/** The card under a point of the window. */
function nodeAt({ x, y }: { x: number; y: number }): string | undefined {
  const element = document.elementFromPoint(x, y)?.closest('.react-flow__node-card');
  return element?.getAttribute('data-id') ?? undefined;
}
