import { chosenForms, forms } from './inspector/forms-apart.ts';

/** Frames a form may take to be drawn, once it is loaded. */
const PATIENCE = 30;

/** Takes the focus to the settings of what is chosen, once they are drawn. */
export function openInspector(): void {
  Promise.all([forms.load(), chosenForms.load()]).then(
    () => focusFirst(PATIENCE),
    () => undefined,
  );
}

function focusFirst(frames: number): void {
  requestAnimationFrame(() => {
    const inspector = document.querySelector('.inspector-form');
    const first = inspector?.querySelector<HTMLElement>('input, textarea, select, button, [tabindex]');
    if (first) first.focus();
    else if (frames > 0) focusFirst(frames - 1);
  });
}
