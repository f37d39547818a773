/** What had the focus last, and what it stood in, from the inside out. */
interface Held {
  element: Element;
  around: HTMLElement[];
}

/**
 * Whoever works by key never loses the place: when the thing with the focus is taken away or disabled, the nearest thing
 * around it that is left and in sight has the focus instead, and Tab goes on from there. Call it once, for the whole page.
 */
export function keepFocus(page: Document = document): void {
  let held: Held | undefined;
  page.addEventListener('focusin', ({ target }) => {
    if (target instanceof Element) held = { element: target, around: around(target) };
  });
  page.addEventListener('focusout', ({ target }) => {
    // Nothing is lost by whoever leaves: a click beside everything, another window.
    setTimeout(() => {
      if (held?.element === target && !isGone(held.element)) held = undefined;
    });
  });
  const look = () => {
    if (page.activeElement !== page.body || !held || !isGone(held.element)) return;
    const left = held.around.find((one) => one !== page.body && isInSight(one));
    if (!left) return;
    if (!left.hasAttribute('tabindex')) {
      left.tabIndex = -1;
      left.addEventListener('blur', () => left.removeAttribute('tabindex'), { once: true });
    }
    left.focus({ preventScroll: true });
  };
  // A moment later: somebody may put the focus somewhere on purpose, and the browser is slow to notice what is disabled.
  let due: ReturnType<typeof setTimeout> | undefined;
  new MutationObserver(() => {
    if (!held || !isGone(held.element)) return;
    clearTimeout(due);
    due = setTimeout(look, 50);
  }).observe(page, { subtree: true, childList: true, attributeFilter: ['disabled'] });
}

const around = (element: Element): HTMLElement[] => {
  const found: HTMLElement[] = [];
  for (let one = element.parentElement; one; one = one.parentElement) found.push(one);
  return found;
};

const isGone = (element: Element): boolean => !element.isConnected || element.matches(':disabled');

const isInSight = (element: HTMLElement): boolean => {
  if (!element.isConnected || !element.checkVisibility()) return false;
  const { left, top, right, bottom } = element.getBoundingClientRect();
  return right > 0 && bottom > 0 && left < innerWidth && top < innerHeight;
};
