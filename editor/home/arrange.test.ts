import { expect, test } from 'vitest';
import { arranged, foldersOf, tagsOf } from './arrange.ts';

const flow = (name: string, folder: string | null, tags: string[] = [], at = 0) => ({
  name,
  folder,
  tags,
  updatedAt: at,
  createdAt: -at,
});
const flows = [
  flow('Ölçüm', 'Bank/Cards', ['live'], 3),
  flow('Zebra', 'Bank', ['live', 'old'], 2),
  flow('Banka 10', null, [], 1),
  flow('Banka 9', 'Bankers', [], 4),
];
const names = (wish: Partial<Parameters<typeof arranged>[1]>) =>
  arranged(flows, { folder: undefined, tag: undefined, sort: 'name', ...wish }, 'tr').map(({ name }) => name);

test('names are sorted by the alphabet and the numbers of people', () => {
  expect(names({})).toEqual(['Banka 9', 'Banka 10', 'Ölçüm', 'Zebra']);
});

test('times are sorted latest first', () => {
  expect(names({ sort: 'updatedAt' })).toEqual(['Banka 9', 'Ölçüm', 'Zebra', 'Banka 10']);
  expect(names({ sort: 'createdAt' })).toEqual(['Banka 10', 'Zebra', 'Ölçüm', 'Banka 9']);
});

test('a folder shows what lies below it, and no folder that only begins like it', () => {
  expect(names({ folder: 'Bank' })).toEqual(['Ölçüm', 'Zebra']);
  expect(names({ folder: 'Bank', tag: 'old' })).toEqual(['Zebra']);
});

test('folders are told with their parents, which count what is below', () => {
  expect(foldersOf(flows, 'tr')).toEqual([
    { path: 'Bank', name: 'Bank', depth: 0, count: 2 },
    { path: 'Bank/Cards', name: 'Cards', depth: 1, count: 1 },
    { path: 'Bankers', name: 'Bankers', depth: 0, count: 1 },
  ]);
});

test('tags are told, the most used first', () => {
  expect(tagsOf(flows)).toEqual([
    { tag: 'live', count: 2 },
    { tag: 'old', count: 1 },
  ]);
});
