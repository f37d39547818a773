import { useEditing, useFlow } from '../draft/use-draft.tsx';

/** Settings of what is chosen. */
export function Inspector() {
  const { chosen } = useEditing();
  const node = useFlow().nodes[chosen[0] ?? ''];
  return node ? <aside>{node.name}</aside> : null;
}
