import { type FlowTest, wordingFor } from '../../../runtime/flow-tests/index.ts';

/** What a step of a test is about, as it is shown in a sentence: words in the language of the run, lists, ids. */
export function aboutStep(step: FlowTest['steps'][number] | undefined, language: string): string {
  const [entry] = Object.entries(step ?? {}).filter(([, value]) => value !== undefined);
  if (!entry) return '';
  const [kind, what] = entry;
  if (kind === 'hears' || kind === 'hearsExactly' || kind === 'says')
    return wordingFor(what as Parameters<typeof wordingFor>[0], language) ?? '';
  if (Array.isArray(what)) return what.join(', ');
  return typeof what === 'string' ? what : JSON.stringify(what);
}
