import { element, ICONS, icon } from './dom.ts';
import { partsOf } from './links.ts';
import type { Model, ShownItem } from './model.ts';

/** What happens when something in a message is pressed. */
export interface MessageActions {
  choose(id: string, label: string): void;
  takeBack(key: string): void;
}

/** Everything a message's looks depend on: as long as it stays the same, so does the element. */
export const lookOf = (item: ShownItem, model: Model): string =>
  JSON.stringify([item, model.question?.key === item.key, chosenAfter(item, model), model.language]);

/** One message, or the divider before a new conversation. */
export function messageElement(item: ShownItem, model: Model, actions: MessageActions): HTMLElement {
  const { words } = model;
  if (item.from === 'divider')
    return element('div', { class: 'divider' }, element('span', {}, words.divider));
  const own = item.from === 'customer';
  const made = element('div', { class: `message ${own ? 'own' : 'theirs'} ${item.state}` });
  if (item.text !== '') {
    made.append(
      element(
        'div',
        { class: 'bubble', dir: item.dir, lang: item.language },
        element('span', { class: 'unseen', lang: model.language }, `${own ? words.you : words.them}: `),
        ...linked(item.text),
      ),
    );
  }
  if (item.choices) made.append(choicesElement(item, model, actions));
  if (item.state === 'waiting') made.append(element('div', { class: 'fate' }, words.sending));
  if (item.state === 'failed') {
    const retry = element('button', { type: 'button', class: 'link' }, words.retry);
    retry.onclick = () => actions.takeBack(item.key);
    made.append(element('div', { class: 'fate' }, `${words.notSent} `, retry));
  }
  return made;
}

/** Buttons stay to be seen after one was pressed, but only that one counted. */
function choicesElement(item: ShownItem, model: Model, actions: MessageActions): HTMLElement {
  const open = model.question?.key === item.key;
  const chosen = chosenAfter(item, model);
  const { dir, language: lang } = item;
  const group = element('div', {
    class: 'choices',
    role: 'group',
    'aria-label': item.text || undefined,
    dir,
    lang,
  });
  for (const { id, label } of item.choices ?? []) {
    const taken = !open && label === chosen;
    const button = element('button', {
      type: 'button',
      class: taken ? 'choice taken' : 'choice',
      disabled: !open,
    });
    if (taken) button.append(icon(ICONS.tick));
    button.append(label);
    button.onclick = () => actions.choose(id, label);
    group.append(button);
  }
  return group;
}

/** What the customer answered to a question; undefined while they have not. */
function chosenAfter(item: ShownItem, { items }: Model): string | undefined {
  if (!item.choices) return undefined;
  const after = items.slice(items.findIndex(({ key }) => key === item.key) + 1);
  const next = after.find(
    ({ from, choices, state }) => (from === 'customer' && state !== 'failed') || choices,
  );
  return next?.from === 'customer' ? next.text : undefined;
}

function linked(text: string): (Node | string)[] {
  return partsOf(text).map((part) =>
    part.href === undefined
      ? part.text
      : element(
          'a',
          { href: part.href, target: '_blank', rel: 'noopener noreferrer', dir: 'ltr' },
          part.text,
        ),
  );
}
