/*
 * Embedded on a customer's page with one script element, so it is built as one self-contained file:
 * <script src="https://chat.example/widget.js" data-channel="web" data-language="tr" defer></script>
 */
import { startChat } from './chat.ts';
import { settingsOf } from './settings.ts';

const script =
  document.currentScript instanceof HTMLScriptElement
    ? document.currentScript
    : document.querySelector<HTMLScriptElement>('script[src*="/widget.js"]');

function start(from: HTMLScriptElement): void {
  const settings = settingsOf(from);
  const inline = settings.target === undefined ? undefined : document.querySelector(settings.target);
  if (inline === null) console.warn(`Chat: there is no element "${settings.target}" on this page.`);
  startChat(settings, inline ?? undefined);
}

// A script that is on the page twice is one chat.
if (script && script.dataset.started === undefined) {
  script.dataset.started = '';
  if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', () => start(script));
  else start(script);
}
