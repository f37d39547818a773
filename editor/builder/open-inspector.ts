/** Takes the focus to the settings of what is chosen, once they are drawn. */
export function openInspector(): void {
  requestAnimationFrame(() => {
    const inspector = document.querySelector('.inspector-form');
    const first = inspector?.querySelector<HTMLElement>('input, textarea, select, button, [tabindex]');
    first?.focus();
  });
}
