import { useEffect, useRef } from 'react';
import { useEditing } from '../draft/use-draft.tsx';
import { FlowSettings } from './flow-settings.tsx';
import { chosenForms } from './forms-apart.ts';
import '../fields/fields.css';

export interface FormsProps {
  nodes: readonly string[];
  /** Unfolds them on a small screen. */
  setOpen: (isOpen: boolean) => void;
}

/** The form of what is chosen; the field that was asked for has the focus. */
export default function Forms({ nodes, setOpen }: FormsProps) {
  const { field, mayEdit } = useEditing();
  const place = useRef<HTMLFieldSetElement>(null);

  useEffect(() => {
    if (!field) return undefined;
    setOpen(true);
    let frame: number | undefined;
    let isOver = false;
    // After the form is there, and a list in it has opened the item the field is in.
    const show = () => {
      if (!isOver) frame = requestAnimationFrame(() => showField(place.current, field.path));
    };
    chosenForms.load().then(show, show);
    return () => {
      isOver = true;
      if (frame !== undefined) cancelAnimationFrame(frame);
    };
  }, [field, setOpen]);

  return (
    // Who may only look sees every field and changes none.
    <fieldset ref={place} disabled={!mayEdit} className="inspector-form">
      {nodes.length === 0 ? <FlowSettings /> : <chosenForms.show nodes={nodes} />}
    </fieldset>
  );
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
