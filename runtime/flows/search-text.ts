import type { Db } from '../../db/client.ts';
import { flowsWithoutSearch } from '../../db/queries/flow-pages.ts';
import { indexFlow } from '../../db/queries/flows.ts';
import type { Writer } from '../../db/writer.ts';
import { foldWords } from '../engine/index.ts';

/** Characters of texts kept per flow. */
const MOST = 200_000;

/**
 * Everything in a drawing that people read or write, folded, so that searching minds neither case nor accents. Drafts may be
 * anything: whatever is not a text is passed over.
 */
export function searchTextOf(draft: unknown): string {
  const { name, description, apology, nodes } = record(draft);
  const texts = [name, description, apology, ...Object.values(record(nodes)).map(wordsOfNode)];
  return foldWords(texts.flatMap(textsIn).join(' ').slice(0, MOST), 'en');
}

/** What somebody looks for, word by word. */
export const wordsOf = (query: string): string[] =>
  foldWords(query, 'en').split(' ').filter(Boolean).slice(0, 20);

/** Keeps the texts of flows an earlier release stored without. */
export async function indexFlows({ db, writer }: { db: Db; writer: Writer }): Promise<void> {
  for (const { organisation, id, draft } of flowsWithoutSearch(db))
    // A flow without any text would be looked at again at every start.
    await writer.commit({ statements: [indexFlow(organisation, id, searchTextOf(draft) || ' ')] });
}

const wordsOfNode = (node: unknown): unknown => {
  const { name, config } = record(node);
  return [name, config];
};

const record = (value: unknown): { [name: string]: unknown } =>
  typeof value === 'object' && value !== null ? (value as { [name: string]: unknown }) : {};

function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
}
