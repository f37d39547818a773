import { useCallback, useState } from 'react';
import { useMessages } from '../../messages/index.tsx';
import { useEditing, useFlow } from '../draft/use-draft.tsx';
import { forms } from './forms-apart.ts';
import './inspector.css';

/** Settings of what is chosen: of one node, of what several have in common, of the flow when nothing is. */
export function Inspector() {
  const { t } = useMessages();
  const { chosen } = useEditing();
  const flow = useFlow();
  const nodes = chosen.filter((id) => flow.nodes[id]);
  const { isOpen, setOpen } = useFold(nodes.join(' '));
  return (
    <aside
      className="inspector"
      tabIndex={-1}
      aria-label={t('inspector.title')}
      data-empty={nodes.length === 0 || undefined}
    >
      <button
        type="button"
        className="inspector-fold"
        aria-expanded={isOpen}
        onClick={() => setOpen(!isOpen)}
      >
        {t('inspector.title')}
      </button>
      <forms.show nodes={nodes} setOpen={setOpen} />
    </aside>
  );
}

/** On a small screen settings fold: shut while nothing is chosen, open for what one has just chosen. */
function useFold(chosen: string) {
  const [fold, setFold] = useState({ chosen, isOpen: chosen !== '' });
  const isOpen = fold.chosen === chosen ? fold.isOpen : chosen !== '';
  const setOpen = useCallback((wanted: boolean) => setFold({ chosen, isOpen: wanted }), [chosen]);
  return { isOpen, setOpen };
}
