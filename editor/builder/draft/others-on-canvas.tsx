import { useEffect } from 'react';
import { useReactFlow, useStore, useStoreApi, ViewportPortal } from 'reactflow';
import type { Person } from './draft.ts';
import { hueOf } from './faces.tsx';
import { useEditing, useOfDraft } from './use-draft.tsx';

/** Where others are on the drawing: their pointers with their names, and what they have chosen. Lets them see where one is. */
export function OthersOnCanvas() {
  const people = useOfDraft((draft) => draft.people());
  useOwnPointer();
  return (
    <ViewportPortal>
      {people.map((person) => (
        <div key={person.id} className="other" style={hueOf(person)} aria-hidden="true">
          {person.chosen.map((id, index) => (
            <Chosen key={id} id={id} name={index === 0 ? person.name : undefined} />
          ))}
          {person.pointer && <Pointer person={person} at={person.pointer} />}
        </div>
      ))}
    </ViewportPortal>
  );
}

function Pointer({ person, at }: { person: Person; at: { x: number; y: number } }) {
  return (
    <div className="other-pointer" style={{ translate: `${at.x}px ${at.y}px` }}>
      <svg viewBox="0 0 16 16" width="16" height="16">
        <path d="M2 1.5 13.5 8 8.3 9.3 5.6 14z" />
      </svg>
      <span>{person.name}</span>
    </div>
  );
}

/** An outline around what somebody has chosen, where it stands at this moment. */
function Chosen({ id, name }: { id: string; name: string | undefined }) {
  const box = useStore(({ nodeLookup }) => {
    const node = nodeLookup.get(id);
    if (!node) return undefined;
    const { x, y } = node.internals.positionAbsolute;
    const { width = node.width ?? 0, height = node.height ?? 0 } = node.measured;
    // One text, so that nothing is drawn anew while nothing has moved.
    return `${x} ${y} ${width} ${height}`;
  });
  if (box === undefined) return null;
  const [x, y, width, height] = box.split(' ').map(Number);
  return (
    <div className="other-chosen" style={{ translate: `${x}px ${y}px`, width, height }}>
      {name !== undefined && <span>{name}</span>}
    </div>
  );
}

/** Tells where one's pointer is, as often as the line lets it. */
function useOwnPointer(): void {
  const { draft, chosen } = useEditing();
  const { screenToFlowPosition } = useReactFlow();
  const store = useStoreApi();
  useEffect(() => {
    const { domNode } = store.getState();
    const onMove = ({ clientX, clientY, pointerType }: PointerEvent): void => {
      if (pointerType === 'mouse')
        draft.tell({ chosen, pointer: screenToFlowPosition({ x: clientX, y: clientY }) });
    };
    domNode?.addEventListener('pointermove', onMove);
    return () => domNode?.removeEventListener('pointermove', onMove);
  }, [draft, chosen, screenToFlowPosition, store]);
}
