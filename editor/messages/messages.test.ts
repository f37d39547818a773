import { describe, expect, test } from 'vitest';
import { CHANNEL_KINDS } from '../../runtime/engine/channel-kind.ts';
import { LANGUAGES } from './catalogue.ts';
import { CATALOGUES } from './catalogues.ts';
import { namesIn } from './fill.ts';
import later from './later/en.ts';

const { en, tr, ms, fa } = CATALOGUES;

describe.each(Object.entries({ tr, ms, fa }))('%s', (_language, catalogue: { [key: string]: string }) => {
  test('has every text, and no other', () => {
    expect(Object.keys(catalogue)).toEqual(Object.keys(en));
    expect(Object.values(catalogue).filter((text) => text.trim() === '')).toEqual([]);
  });

  test('fills in the same names', () => {
    for (const [key, text] of Object.entries(en))
      expect(namesIn(catalogue[key] ?? ''), key).toEqual(namesIn(text));
  });
});

test('a language is called what it calls itself', () => {
  const own = Object.entries(CATALOGUES).map(([language, texts]) => [language, texts['language.name']]);
  expect(LANGUAGES).toEqual(Object.fromEntries(own));
});

test('every channel has a name', () => {
  expect(CHANNEL_KINDS.filter((kind) => !(`channel.${kind}` in en))).toEqual([]);
});

test('texts that come with simulator and replays are said by nothing that comes before them', () => {
  const files = import.meta.glob<string>(['../**/*.{ts,tsx}', '!../**/*.test.ts'], {
    eager: true,
    query: '?raw',
    import: 'default',
  });
  const before = new Set(
    Object.keys(files).filter((file) => !/^\.\.\/(simulator|builder\/replay)\//.test(file)),
  );
  // Whatever one of those imports comes with it, wherever it lies.
  for (const file of before)
    for (const [, from = ''] of files[file]!.matchAll(/^import (?!type )[^;]*? from '(\.[^']+)'/gm)) {
      const found = relative(new URL(from, new URL(file, HERE)));
      if (found in files) before.add(found);
    }
  expect(before).toContain('../simulator/playing.tsx');
  expect(before).not.toContain('../simulator/simulator.tsx');
  expect(before.size).toBeGreaterThan(200);
  const said = [...before].flatMap((file) =>
    Object.keys(later)
      .filter((key) => files[file]!.includes(`'${key}'`))
      .map((key) => `${file}: ${key}`),
  );
  expect(said).toEqual([]);
});

/** Where the names of files are told from. */
const HERE = new URL('file:///editor/messages/');
const relative = ({ pathname }: URL): string =>
  pathname.startsWith(HERE.pathname)
    ? `./${pathname.slice(HERE.pathname.length)}`
    : pathname.replace('/editor/', '../');
