import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { LIMITS } from '../runtime/engine/index.ts';
import { environmentSchema } from '../runtime/settings.ts';

const project = join(import.meta.dirname, '..');
const read = (path: string) => readFileSync(join(project, path), 'utf8');
const readme = read('README.md');
const manifest = JSON.parse(read('package.json')) as {
  [list in 'scripts' | 'dependencies' | 'devDependencies']: { [name: string]: string };
};

/** The part below a heading, up to the next of the same rank. */
function section(title: string): string {
  const [, text] = readme.split(new RegExp(`^#+ ${title}\n`, 'm'));
  if (text === undefined) throw new Error(`The README has no part "${title}".`);
  return text.split(/^#{1,3} /m)[0] ?? '';
}

/** Rows of the first table of a part, without head and rule; cells without their back-ticks. */
const table = (title: string): string[][] =>
  section(title)
    .split('\n')
    .filter((line) => line.startsWith('| '))
    .slice(2)
    .map((line) =>
      line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim().replaceAll('`', '')),
    );

test('the limits are those of the engine', () => {
  const written = table('Limits').map(([name = '', value = '']) => [name, Number(value.replaceAll(',', ''))]);
  expect(Object.fromEntries(written)).toEqual(LIMITS);
});

test('the settings are those that are read, with their defaults', () => {
  const defaults: { [name: string]: unknown } = environmentSchema.parse({});
  const rows = table('Settings');
  expect(rows.map(([name]) => name)).toEqual(Object.keys(environmentSchema.shape));
  const set = Object.entries(defaults).filter(([, value]) => typeof value !== 'object');
  const written = new Map(rows.map(([name = '', value]) => [name, value]));
  expect(set.map(([name]) => [name, written.get(name)])).toEqual(
    set.map(([name, value]) => [name, JSON.stringify(value).replaceAll('"', '')]),
  );
});

test('the commands are those there are', () => {
  const verbs = readdirSync(join(project, 'runtime/cli'))
    .filter((name) => name.endsWith('.ts') && name !== 'cli.ts')
    .map((name) => name.slice(0, -'.ts'.length));
  const told = table('Command line').map(([verb = '']) => verb.split(' ')[0]);
  expect(new Set(told)).toEqual(new Set(verbs));
});

test('every package it is built on is named', () => {
  const packages = Object.keys({ ...manifest.dependencies, ...manifest.devDependencies });
  const named = section('What we build on');
  expect(packages.filter((name) => !name.startsWith('@types/') && !named.includes(name))).toEqual([]);
});

test('every script it tells to run is there', () => {
  const told = [...readme.matchAll(/npm (?:run )?([a-z][\w:]*)/g)].map(([, script = '']) => script);
  const builtIn = new Set(['ci', 'install']);
  expect(told.filter((script) => !builtIn.has(script) && !(script in manifest.scripts))).toEqual([]);
});

test('what it links to is there', () => {
  const links = [...readme.matchAll(/\]\((?!https?:|#)([^)]+)\)/g)].map(([, path = '']) => path);
  expect(links.length).toBeGreaterThan(1);
  expect(links.filter((path) => !existsSync(join(project, path)))).toEqual([]);
});

describe('the tree', () => {
  const tree = section('What is where');

  test('names every folder two levels deep', () => {
    const code = ['editor', 'runtime', 'nodes', 'db', 'tests'];
    const missing = code.flatMap((folder) =>
      readdirSync(join(project, folder), { withFileTypes: true })
        .filter((entry) => entry.isDirectory() && (folder === 'editor' || folder === 'runtime'))
        .map((entry) => entry.name)
        .filter((name) => !tree.includes(`${name}/`) && name !== 'screens'),
    );
    expect(missing).toEqual([]);
  });

  test('names no folder that is not there', () => {
    const lines = tree.split('\n').filter((line) => /^ *[a-z-]+\/ /.test(line));
    let top = '';
    const gone = lines.flatMap((line) => {
      const names = [...line.slice(0, 20).matchAll(/([a-z-]+)\//g)].map(([, name = '']) => name);
      if (!line.startsWith(' ')) top = names[0] ?? '';
      const paths = line.startsWith(' ') ? names.map((name) => `${top}/${name}`) : [top];
      return paths.filter((path) => !existsSync(join(project, path)));
    });
    expect(lines.length).toBeGreaterThan(10);
    expect(gone).toEqual([]);
  });
});

test('the ten promises are told, each in the words of its test', () => {
  const told = [...section('The contract').matchAll(/^- \*\*(P\d+)\*\* (.+)$/gm)];
  expect(told.map(([, promise]) => promise)).toEqual(
    Array.from({ length: 10 }, (_, index) => `P${index + 1}`),
  );
  const folder = 'tests/contracts/durability';
  const files = [
    ...readdirSync(join(project, folder)).map((name) => join(folder, name)),
    'tests/process/durability.test.ts',
  ];
  const tests = files
    .filter((path) => path.endsWith('.ts'))
    .map(read)
    .join('\n')
    .replaceAll("\\'", "'");
  expect(
    told.filter(([, promise, words]) => !tests.includes(`${promise} ${words}`)).map(([line]) => line),
  ).toEqual([]);
});
