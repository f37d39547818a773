import { direction, pickLanguage } from '../../../engine/index.ts';
import style from './page.css?raw';
import html from './page.html?raw';
import { DEMO_WORDS } from './words.ts';

/**
 * A made-up dental clinic's page with the widget on it.
 * @param wanted a language tag, or what a browser sends as `Accept-Language`
 */
export function demoPage(wanted: string | undefined, connection: string | undefined): string {
  const wishes = (wanted ?? '').split(',').map((one) => one.split(';')[0]!.trim());
  const language = pickLanguage(wishes, Object.keys(DEMO_WORDS), 'en');
  const words: { [name: string]: string } = {
    ...DEMO_WORDS[language],
    language,
    direction: direction(language),
    connection: connection !== undefined && /^[\w.~-]{1,64}$/.test(connection) ? connection : 'web',
  };
  return html
    .replace('<!-- style -->', () => `<style>${style}</style>`)
    .replace(/\{\{(\w+)\}\}/g, (_, name: string) => escapeHtml(words[name] ?? ''));
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
