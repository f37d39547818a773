import type { FlowDefinition } from '../../../runtime/engine/index.ts';
import { wordsIn } from '../node-gist.ts';

/** What an item of a list is called: what it says to customers, else its label, its name, what it is about. */
export function itemTitle(item: unknown, language: string, flow: FlowDefinition): string | undefined {
  if (typeof item === 'string') return item || undefined;
  if (typeof item !== 'object' || item === null) return undefined;
  const { id, ...others } = item as { [name: string]: unknown };
  for (const value of Object.values(others)) {
    if (typeof value === 'string' && value.trim() !== '') return value;
    const said = typeof value === 'object' && value !== null ? wordsIn(value, language, flow) : undefined;
    if (said) return said;
  }
  return typeof id === 'string' && id !== '' ? id : undefined;
}
