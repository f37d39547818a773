import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';

const project = join(import.meta.dirname, '..');
const folders = ['editor', 'runtime', 'nodes', 'db', 'tests'];
const largest = 400;

/**
 * Names of node types that are also ordinary words of the code around them, each with the reason why that
 * is no coupling, such as `menu: 'an ARIA role'`.
 */
const ordinaryWords: Record<string, string> = {
  end: 'the action that ends a flow, and what a contact does',
  code: 'the stable code of an error, as in `error.code`',
  hours: 'what the last calendar said, a name templates read',
  loop: 'a name Liquid keeps',
  message: 'the text of an issue or an error',
  collect: 'the action and the effect by which a channel listens, and the group of the nodes that ask',
  menu: 'an ARIA role',
  wait: 'what a carrier is told to do while nothing happens',
};

const files = folders
  .flatMap((folder) =>
    readdirSync(join(project, folder), { recursive: true, encoding: 'utf8' }).map((path) =>
      join(folder, path),
    ),
  )
  .filter((path) => /\.(ts|tsx|js|css|html)$/.test(path) && !path.includes('node_modules'));

const read = (path: string) => readFileSync(join(project, path), 'utf8');
const lines = (text: string) => text.split('\n').length - 1;

describe('file sizes', () => {
  const sizes = files.map((path) => ({ path, size: lines(read(path)) })).toSorted((a, b) => a.size - b.size);

  test(`no file is longer than ${largest} lines`, () => {
    expect(sizes.filter(({ size }) => size > largest)).toEqual([]);
  });

  test('the median is reported', () => {
    const median = sizes[Math.floor(sizes.length / 2)]?.size ?? 0;
    expect(median).toBeGreaterThan(0);
    console.info(`${sizes.length} files, median ${median} lines`);
  });
});

describe('node types', () => {
  const names = readdirSync(join(project, 'nodes'), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name);

  test('no node type is named outside its folder', () => {
    const elsewhere = files.filter((path) => /^(runtime|editor)\//.test(path) && !/\.test\.tsx?$/.test(path));
    const named = elsewhere.flatMap((path) =>
      quoted(read(path), names).map((name) => `${path} names the node type "${name}"`),
    );
    expect(named).toEqual([]);
  });

  test('a quoted name is noticed in every kind of quotes, a longer word is not', () => {
    const source = `a('split') b("split") c(\`split\`) d('even split') e.split`;
    expect(quoted(source, ['split'])).toHaveLength(3);
  });

  test('an ordinary word is let through only while a node type has that name', () => {
    expect(Object.keys(ordinaryWords).filter((word) => !names.includes(word))).toEqual([]);
  });

  function quoted(source: string, of: string[]): string[] {
    const literals = source.matchAll(/(['"`])([a-z][a-z0-9-]*)\1/g);
    return [...literals]
      .map((literal) => literal[2] ?? '')
      .filter((name) => of.includes(name) && !(name in ordinaryWords));
  }
});

describe('first-level folders', () => {
  test.each(folders)('%s says in a README what lives there', (folder) => {
    const [title, empty, sentence] = read(join(folder, 'README.md')).split('\n');
    expect(title).toBe(`# ${folder}`);
    expect(empty).toBe('');
    expect(sentence).toMatch(/\w{3,}/);
  });
});
