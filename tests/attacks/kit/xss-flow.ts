import { XSS_PAYLOADS } from '../corpora/xss.ts';
import { flowOf, node } from '../../kit/flow-builder.ts';

/** Those a template engine would not read as a template of its own: only they can be a text of a published flow. */
export const PLAIN_PAYLOADS = XSS_PAYLOADS.filter((payload) => !/\{\{|\{%/.test(payload));
const OPTIONS = 20;

const words = (payload: string): string => payload.replaceAll(/\p{Cc}/gu, ' ');

/** A flow whose name, nodes, texts and choices are payloads: says every one, then asks with twenty of them. */
export function hostileFlow(id: string, part: readonly string[]) {
  const nodes = Object.fromEntries(
    part.map((payload, index) => [
      `say${index}`,
      {
        ...node(
          'message',
          { text: { en: payload } },
          { done: index + 1 < part.length ? `say${index + 1}` : 'ask' },
        ),
        name: words(payload).slice(0, 60).trim() || 'x',
      },
    ]),
  );
  const options = part
    .slice(0, OPTIONS)
    .map((payload, index) => ({ id: `o${index}`, label: { en: payload } }));
  const exits = Object.fromEntries(options.map((option) => [option.id, 'ask']));
  const ask = node(
    'menu',
    { prompt: { en: part[0] ?? 'x' }, options },
    { ...exits, noInput: 'over', noMatch: 'ask' },
  );
  return flowOf(
    { ...nodes, ask: { ...ask, name: words(part[1] ?? 'x').slice(0, 60) }, over: node('end') },
    { id, name: words(part[2] ?? 'x').slice(0, 60), channels: ['chat'] },
  );
}
