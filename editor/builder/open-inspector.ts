import { chosenForms, forms } from './inspector/forms-apart.ts';

/** Frames a form may take to be drawn, once it is loaded. */
const PATIENCE = 30;

/**
 * Takes the focus to the settings of what is chosen: at once, so that a Tab right behind this goes on in them and not
 * among the cards, and to their first field as soon as that is drawn.
 */
export function openInspector(): void {
  const inspector = document.querySelector<HTMLElement>('.inspector');
  if (!inspector) return;
  inspector.focus();
  Promise.all([forms.load(), chosenForms.load()]).then(
    () => focusFirst(inspector, PATIENCE),
    () => undefined,
  );
}

function focusFirst(inspector: HTMLElement, frames: number): void {
  requestAnimationFrame(() => {
    if (document.activeElement !== inspector) return; // who has gone on meanwhile stays where they are
    const form = inspector.querySelector('.inspector-form');
    const first = form?.querySelector<HTMLElement>('input, textarea, select, button, [tabindex]');
    if (first) first.focus();
    else if (frames > 0) focusFirst(inspector, frames - 1);
  });
}
