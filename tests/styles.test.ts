import { readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';

// A screen is made of what it imports. A class whose rules happen to be there, because somebody was on another screen before
// or because that is loaded ahead, is bare for whoever comes straight here.
const editor = join(import.meta.dirname, '../editor');

/** The files of the editor, with what each loads together with it, and what it loads later. */
interface Sources {
  [file: string]: { text: string; together: string[]; later: string[] };
}

function read(): Sources {
  const files = readdirSync(editor, { recursive: true, encoding: 'utf8' }).filter(
    (file) => /\.(tsx?|css)$/.test(file) && !file.includes('.test.'),
  );
  return Object.fromEntries(
    files.map((file) => {
      const text = readFileSync(join(editor, file), 'utf8').replaceAll(/\/\*[^]*?\*\//g, '');
      const at = (to: string): string => join(dirname(file), to);
      const found = (pattern: RegExp): string[] => [...text.matchAll(pattern)].map(([, to]) => at(to!));
      const together = found(/^(?:import|export)(?! type)[^'"`;]*['"](\.[^'"]+)['"]/gms);
      return [file, { text, together, later: found(/import\(['"](\.[^'"]+)['"]\)/g) }];
    }),
  );
}

function closure(sources: Sources, first: string): Set<string> {
  const seen = new Set<string>();
  const open = [first];
  for (let file = open.pop(); file !== undefined; file = open.pop()) {
    const source = sources[file];
    if (seen.has(file) || !source) continue;
    seen.add(file);
    open.push(...source.together);
  }
  return seen;
}

/** What is certainly there when a screen is: its own files, and those of whatever is there before it in any case. */
function thereWith(sources: Sources, root: string, under: readonly string[] = []): Set<string> {
  const own = closure(sources, root);
  const openers = Object.keys(sources).filter((file) => sources[file]!.later.includes(root));
  const roots = ['main.tsx', ...new Set(Object.values(sources).flatMap(({ later }) => later))];
  const before = openers.flatMap((opener) =>
    roots
      .filter((one) => one !== root && !under.includes(one) && closure(sources, one).has(opener))
      .map((one) => thereWith(sources, one, [...under, root])),
  );
  const [first = new Set<string>(), ...rest] = before;
  const always = [...first].filter((file) => rest.every((one) => one.has(file)));
  return new Set([...own, ...always]);
}

/** The classes that have rules of their own, by style sheet. */
const ruled = (css: string): Set<string> =>
  new Set([...css.matchAll(/\.([a-z][\w-]*)/g)].map(([, name]) => name!));
const named = (tsx: string): string[] =>
  [...tsx.matchAll(/className="([^"]+)"/g)].flatMap(([, names]) => names!.split(/\s+/));

const sources = read();
const sheets = Object.keys(sources).filter((file) => file.endsWith('.css'));
const sheetsOf = (name: string): string[] => sheets.filter((sheet) => ruled(sources[sheet]!.text).has(name));
const roots = [...new Set(Object.values(sources).flatMap(({ later }) => later))].filter(
  (root) => sources[root],
);

describe('what a screen wears', () => {
  test.each(roots)('%s brings along', (root) => {
    const there = thereWith(sources, root);
    const bare = [...closure(sources, root)]
      .filter((file) => file.endsWith('.tsx'))
      .flatMap((file) => named(sources[file]!.text).map((name) => ({ file, name, sheets: sheetsOf(name) })))
      .filter((one) => one.sheets.length > 0 && !one.sheets.some((sheet) => there.has(sheet)))
      .map(({ file, name, sheets: ruling }) => `${basename(file)}: .${name} is in ${ruling.join()}`);
    expect([...new Set(bare)]).toEqual([]);
  });

  test('means one thing by a name: two folders never have rules for the same class alone', () => {
    const folders = new Map<string, Set<string>>();
    for (const sheet of sheets)
      for (const [, selectors] of sources[sheet]!.text.matchAll(/([^{}]+)\{/g))
        for (const selector of selectors!.split(/,(?![^(]*\))/).map((one) => one.trim())) {
          const alone = /^\.([a-z][\w-]*)$/.exec(selector)?.[1];
          if (alone !== undefined) folders.set(alone, (folders.get(alone) ?? new Set()).add(dirname(sheet)));
        }
    const shared = [...folders]
      .filter(([, of]) => of.size > 1)
      .map(([name, of]) => `.${name}: ${[...of].join()}`);
    expect(shared).toEqual([]);
  });
});
