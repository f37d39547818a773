import { accentOn, readableOn } from './color.ts';
import footStyle from './composer.css?inline';
import { composer } from './composer.ts';
import { element, ICONS, icon, setAttributes, setText } from './dom.ts';
import { keepFocusInside } from './focus.ts';
import { logView } from './log.ts';
import type { Actions, Model } from './model.ts';
import frame from './frame.css?inline';
import messages from './messages.css?inline';
import { directionOf, unreadText } from './words.ts';

/** The chat on the page: a launcher and a window, or a part of the page itself. */
export interface ChatWindow {
  draw(model: Model): void;
  open(takeFocus: boolean): void;
  readonly isOpen: boolean;
}

export interface Place {
  /** Element to live in, instead of a corner of the page. */
  inline: Element | undefined;
  theme: 'light' | 'dark' | undefined;
  /** Language of the page: decides which corner. */
  direction: 'ltr' | 'rtl';
}

/** Below this there is no room beside the window: it covers the page and keeps the focus. */
const SMALL = '(max-width: 480px), (max-height: 480px)';

export function chatWindow(place: Place, actions: Actions): ChatWindow {
  const host = element('div', { 'data-patchbay': '', dir: place.direction });
  const shadow = host.attachShadow({ mode: 'open' });
  shadow.adoptedStyleSheets = [frame, messages, footStyle].map(sheetOf);
  const small = window.matchMedia(SMALL);
  const dark = window.matchMedia('(prefers-color-scheme: dark)');
  let isOpen = place.inline !== undefined;

  const log = logView({
    choose(id, label) {
      // Buttons lose the focus when they are switched off: the next thing to do is to write, or to read.
      if (shadow.activeElement instanceof HTMLElement && shadow.activeElement.matches('.choice')) {
        if (window.matchMedia('(pointer: fine)').matches) write.focus();
        else log.root.focus({ preventScroll: true });
      }
      actions.choose(id, label);
    },
    takeBack(key) {
      const text = actions.takeBack(key);
      if (text !== undefined) write.fill(text);
    },
  });
  const write = composer(actions.say, actions.again);

  const heading = element('h2', { id: 'title' });
  const state = element('p', { class: 'state', role: 'status' });
  const close = element('button', { type: 'button', class: 'close' }, icon(ICONS.close));
  const badge = element('div', { class: 'mark', 'aria-hidden': 'true' }, icon(ICONS.chat));
  const head = element(
    'div',
    { class: 'head' },
    badge,
    element('div', { class: 'names' }, heading, state),
    close,
  );
  const panel = element('section', { class: 'panel', tabindex: '-1', 'aria-labelledby': 'title' });
  panel.append(head, log.root, write.root);

  const count = element('span', { class: 'count', 'aria-hidden': 'true', hidden: true });
  const launcher = element('button', { type: 'button', class: 'launcher' }, icon(ICONS.chat), count);
  const root = element('div', { class: place.inline ? 'root inline' : 'root' }, panel);
  if (!place.inline) root.append(launcher);
  shadow.append(root);
  (place.inline ?? document.body).append(host);

  const arrange = (): void => {
    const modal = isOpen && !place.inline && small.matches;
    panel.hidden = !isOpen;
    launcher.hidden = isOpen;
    close.hidden = place.inline !== undefined;
    setAttributes(panel, {
      role: place.inline ? 'region' : 'dialog',
      'aria-modal': modal ? 'true' : undefined,
    });
    setAttributes(launcher, { 'aria-expanded': String(isOpen) });
    root.dataset.theme = place.theme ?? (dark.matches ? 'dark' : 'light');
    root.classList.toggle('modal', modal);
  };

  const open = (takeFocus: boolean): void => {
    isOpen = true;
    arrange();
    actions.opened();
    log.scrollToEnd();
    if (!takeFocus) return;
    // On a touch screen the keyboard would jump up and hide what there is to read.
    if (window.matchMedia('(pointer: fine)').matches) write.focus();
    else panel.focus({ preventScroll: true });
  };
  const shut = (): void => {
    if (place.inline) return;
    isOpen = false;
    arrange();
    launcher.focus({ preventScroll: true });
  };

  launcher.onclick = () => open(true);
  close.onclick = shut;
  panel.onkeydown = (event) => {
    if (event.key === 'Escape' && !place.inline) {
      event.stopPropagation();
      shut();
    } else if (root.classList.contains('modal')) keepFocusInside(panel, event);
  };
  small.addEventListener('change', arrange);
  dark.addEventListener('change', arrange);
  // A keyboard on the screen covers the lower part of the page; the window ends above it.
  window.visualViewport?.addEventListener('resize', () => {
    root.style.setProperty('--seen', `${window.visualViewport!.height}px`);
    log.scrollToEnd();
  });
  arrange();

  return {
    get isOpen() {
      return isOpen;
    },
    open,
    draw(model) {
      const { words, language, color } = model;
      setAttributes(root, { lang: language, dir: directionOf(language) });
      root.style.setProperty('--accent', color);
      root.style.setProperty('--on-accent', readableOn(color));
      root.style.setProperty('--accent-on-paper', accentOn('#ffffff', color, '#16302d'));
      setText(heading, model.title || words.title);
      setText(state, stateText(model));
      state.dataset.line = model.offline && model.line !== 'online' ? 'lost' : model.line;
      setAttributes(close, { 'aria-label': words.close, title: words.close });
      const news = model.unread > 0 ? unreadText(words, model.unread, language) : '';
      setAttributes(launcher, { 'aria-label': news ? `${words.open}, ${news}` : words.open });
      setText(count, model.unread > 0 ? new Intl.NumberFormat(language).format(model.unread) : '');
      count.hidden = model.unread === 0;
      log.draw(model);
      write.draw(model);
    },
  };
}

function stateText({ line, offline, words }: Model): string {
  if (line === 'shut') return words.shut;
  if (line === 'online') return words.online;
  if (offline) return words.offline;
  return line === 'connecting' ? words.connecting : words.reconnecting;
}

function sheetOf(css: string): CSSStyleSheet {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  return sheet;
}
