const REACHABLE = 'button:not([disabled]), textarea, a[href], [tabindex="0"]';

/** Tab goes round inside an element instead of leaving it. */
export function keepFocusInside(container: HTMLElement, event: KeyboardEvent): void {
  if (event.key !== 'Tab') return;
  const stops = [...container.querySelectorAll<HTMLElement>(REACHABLE)].filter(
    (stop) => stop.offsetParent !== null || stop.getClientRects().length > 0,
  );
  const first = stops[0];
  const last = stops[stops.length - 1];
  const now = (container.getRootNode() as ShadowRoot).activeElement;
  const leaving = event.shiftKey ? now === first || now === container : now === last;
  if (!leaving || !first || !last) return;
  event.preventDefault();
  (event.shiftKey ? last : first).focus();
}
