import { describe, expect, test } from 'vitest';
import { CHANNEL_KINDS } from '../../runtime/engine/channel-kind.ts';
import { CATALOGUES } from './catalogues.ts';

const { en, tr, ms, fa } = CATALOGUES;

const names = (text: string) => [...text.matchAll(/\{\w+\}/g)].map(([name]) => name).toSorted();

describe.each(Object.entries({ tr, ms, fa }))('%s', (_language, catalogue: { [key: string]: string }) => {
  test('has every text, and no other', () => {
    expect(Object.keys(catalogue)).toEqual(Object.keys(en));
    expect(Object.values(catalogue).filter((text) => text.trim() === '')).toEqual([]);
  });

  test('fills in the same names', () => {
    for (const [key, text] of Object.entries(en))
      expect(names(catalogue[key] ?? ''), key).toEqual(names(text));
  });
});

test('every channel has a name', () => {
  expect(CHANNEL_KINDS.filter((kind) => !(`channel.${kind}` in en))).toEqual([]);
});
