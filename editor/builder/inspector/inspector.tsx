import { useCallback, useEffect, useRef, useState } from 'react';
import { useMessages } from '../../messages/index.tsx';
import { useEditing, useFlow } from '../draft/use-draft.tsx';
import { FlowSettings } from './flow-settings.tsx';
import { NodeInspector } from './node-inspector.tsx';
import { SeveralInspector } from './several-inspector.tsx';
import '../fields/fields.css';
import './inspector.css';

/** Settings of what is chosen: of one node, of what several have in common, of the flow when nothing is. */
export function Inspector() {
  const { t } = useMessages();
  const { chosen, field, mayEdit } = useEditing();
  const flow = useFlow();
  const place = useRef<HTMLElement>(null);
  const nodes = chosen.filter((id) => flow.nodes[id]);
  const [one] = nodes;
  const { isOpen, setOpen } = useFold(nodes.join(' '));

  useEffect(() => {
    if (!field) return undefined;
    setOpen(true);
    // After a list has opened the item it is in.
    const frame = requestAnimationFrame(() => showField(place.current, field.path));
    return () => cancelAnimationFrame(frame);
  }, [field, setOpen]);

  return (
    <aside
      ref={place}
      className="inspector"
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
      {/* Who may only look sees every field and changes none. */}
      <fieldset disabled={!mayEdit} className="inspector-form">
        {nodes.length === 0 && <FlowSettings />}
        {nodes.length === 1 && <NodeInspector key={one} id={one!} />}
        {nodes.length > 1 && <SeveralInspector key={nodes.join(' ')} ids={nodes} />}
      </fieldset>
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

/** Puts the focus in a field, or in the nearest one around it that is shown. */
function showField(place: HTMLElement | null, path: string): void {
  const keys = path.replace(/^config\./, '').split('.');
  for (let length = keys.length; length > 0; length -= 1) {
    const wanted = keys.slice(0, length).join('.');
    const found = place?.querySelector(`[data-field="${CSS.escape(wanted)}"]`);
    if (!found) continue;
    for (
      let inside = found.closest('details');
      inside;
      inside = inside.parentElement?.closest('details') ?? null
    )
      inside.open = true;
    const control =
      found.querySelector<HTMLElement>('textarea, input, select') ??
      found.querySelector<HTMLElement>('button');
    found.scrollIntoView({ block: 'nearest' });
    control?.focus();
    return;
  }
}
