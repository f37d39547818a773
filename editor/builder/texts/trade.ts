import { type ChannelKind, type FlowDefinition, LIMITS } from '../../../runtime/engine/index.ts';
import type { Written } from '../commands/write-texts.ts';
import { fromCsv, toCsv } from './csv.ts';
import type { TextRow } from './flow-texts.ts';

/** Characters of a file that is taken in: ten times what the largest flow says. */
export const LARGEST_FILE = 4_000_000;

/** Words for a place, as a translator sent them. */
export interface Translation {
  id: string;
  language: string;
  text: string;
}

const PLACES = ['id', 'node', 'field', 'channel'] as const;

/** All texts as a table with one column per language. */
export const csvOf = (rows: readonly TextRow[], languages: readonly string[]): string =>
  toCsv([
    [...PLACES, ...languages],
    ...rows.map(({ id, title, field, channel = '', words }) => [
      id,
      title,
      field,
      channel,
      ...languages.map((language) => words[language] ?? ''),
    ]),
  ]);

/** Reads a table back; the columns are found by their names. An empty cell says nothing. Throws where it is no such table. */
export function translationsIn(csv: string): Translation[] {
  const [head = [], ...rows] = fromCsv(csv);
  const at = head.indexOf('id');
  if (at < 0) throw new Error('id');
  return rows.flatMap((row) =>
    head.flatMap((column, index): Translation[] => {
      const text = row[index] ?? '';
      const isPlace = (PLACES as readonly string[]).includes(column);
      return isPlace || text === '' ? [] : [{ id: row[at] ?? '', language: column, text }];
    }),
  );
}

/** What of a file changes something in the flow, and what of it is about nothing that is there. */
export function taken(
  translations: readonly Translation[],
  rows: readonly TextRow[],
  flow: FlowDefinition,
): { texts: Written[]; unknown: number } {
  const byId = new Map(rows.map((row) => [row.id, row]));
  const texts: Written[] = [];
  let unknown = 0;
  for (const { id, language, text } of translations) {
    const row = byId.get(id);
    if (!row || !flow.languages.includes(language) || text.length > LIMITS.templateSource) {
      unknown += 1;
      continue;
    }
    if (row.words[language] === text) continue;
    const channel: ChannelKind | undefined = row.channel;
    texts.push({ path: row.path, language, text, ...(channel === undefined ? {} : { channel }) });
  }
  return { texts, unknown };
}
