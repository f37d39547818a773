import { element, setAttributes } from './dom.ts';
import { lookOf, type MessageActions, messageElement } from './message.ts';
import type { Model } from './model.ts';

/** The messages, newest below. */
export interface LogView {
  readonly root: HTMLElement;
  draw(model: Model): void;
  scrollToEnd(): void;
}

/** How near to the end still counts as reading along, in pixels. */
const NEAR = 80;

export function logView(actions: MessageActions): LogView {
  const root = element('div', { class: 'log', role: 'log', 'aria-live': 'polite', tabindex: '0' });
  const typing = element('div', { class: 'typing', 'aria-hidden': 'true', hidden: true });
  typing.append(element('i'), element('i'), element('i'));
  root.append(typing);
  const shown = new Map<string, { look: string; element: HTMLElement }>();

  const scrollToEnd = (): void => void (root.scrollTop = root.scrollHeight);

  const elementFor = (item: Model['items'][number], model: Model): HTMLElement => {
    const look = lookOf(item, model);
    const before = shown.get(item.key);
    if (before?.look === look) return before.element;
    const made = messageElement(item, model, actions);
    // A screen reader has heard it already; only what is new comes in with a movement.
    if (before) {
      made.classList.add('still');
      before.element.replaceWith(made);
    }
    shown.set(item.key, { look, element: made });
    return made;
  };

  return {
    root,
    scrollToEnd,
    draw(model) {
      setAttributes(root, { 'aria-label': model.words.log });
      const follows = root.scrollHeight - root.scrollTop - root.clientHeight < NEAR;
      const last = model.items[model.items.length - 1];
      const said = last?.from === 'customer' && !shown.has(last.key);
      const keys = new Set(model.items.map(({ key }) => key));
      for (const [key, gone] of shown) {
        if (keys.has(key)) continue;
        gone.element.remove();
        shown.delete(key);
      }
      let place: Element | null = root.firstElementChild;
      for (const item of model.items) {
        const made = elementFor(item, model);
        if (place?.parentNode !== root) place = made;
        // What stands at its place already is left there: moving it would have it read out again.
        if (place === made) place = made.nextElementSibling;
        else root.insertBefore(made, place);
      }
      typing.hidden = !model.typing;
      if (follows || said) scrollToEnd();
    },
  };
}
