import { element, ICONS, icon, setAttributes, setText } from './dom.ts';
import type { Model } from './model.ts';

/** Where the customer writes; after the end, the button that starts over. */
export interface Composer {
  readonly root: HTMLElement;
  draw(model: Model): void;
  focus(): void;
  /** Puts a text back to be edited. */
  fill(text: string): void;
}

const LONGEST = 10_000;

export function composer(say: (text: string) => void, again: () => void): Composer {
  const field = element('textarea', {
    rows: '1',
    maxlength: String(LONGEST),
    enterkeyhint: 'send',
    dir: 'auto',
  });
  const send = element('button', { type: 'submit', class: 'send' }, icon(ICONS.send));
  const form = element('form', { class: 'composer' }, field, send);
  const over = element('p', {});
  const restart = element('button', { type: 'button', class: 'restart' });
  const ended = element('div', { class: 'over', hidden: true }, over, restart);
  const root = element('div', { class: 'foot' }, form, ended);

  const fit = (): void => {
    field.style.height = 'auto';
    field.style.height = `${Math.min(field.scrollHeight, 132)}px`;
    send.classList.toggle('ready', field.value.trim() !== '');
    // An empty field is written in the direction of its hint, then in that of what is written.
    setAttributes(field, { dir: field.value === '' ? undefined : 'auto' });
  };
  const submit = (): void => {
    const text = field.value.trim();
    field.focus();
    if (text === '') return;
    field.value = '';
    fit();
    say(text);
  };

  form.onsubmit = (event) => {
    event.preventDefault();
    submit();
  };
  field.oninput = fit;
  field.onkeydown = (event) => {
    // While an input method composes a letter, Enter belongs to it.
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    submit();
  };
  restart.onclick = again;

  const rootNode = (): Document | ShadowRoot => root.getRootNode() as Document | ShadowRoot;

  return {
    root,
    draw({ words, question, ended: isOver }) {
      const secret = question?.sensitive === true;
      const hint = secret
        ? words.placeholderSecret
        : question?.expects === 'choice'
          ? words.placeholderChoice
          : words.placeholder;
      setAttributes(field, {
        placeholder: hint,
        'aria-label': hint,
        autocomplete: secret ? 'off' : undefined,
      });
      field.classList.toggle('secret', secret);
      setAttributes(send, { 'aria-label': words.send, title: words.send });
      setText(over, words.ended);
      setText(restart, words.again);
      const hadFocus = root.contains(rootNode().activeElement);
      const changed = ended.hidden === isOver;
      form.hidden = isOver;
      ended.hidden = !isOver;
      // The part that had the focus has just gone.
      if (changed && hadFocus) (isOver ? restart : field).focus({ preventScroll: true });
    },
    focus: () => (ended.hidden ? field : restart).focus({ preventScroll: true }),
    fill(text) {
      field.value = text;
      fit();
      field.focus();
    },
  };
}
