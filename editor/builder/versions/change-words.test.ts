import { expect, test } from 'vitest';
import { registry } from '../../../nodes/index.ts';
import { wordedChanges, type Wording } from './change-words.ts';

const wording: Wording = {
  language: 'en',
  typeOf: registry,
  nameOfLanguage: (tag) => ({ en: 'English', tr: 'Turkish' })[tag] ?? tag,
  nameOfChannel: (kind) => (kind === 'voice' ? 'Phone' : kind),
  nameOfMember: (member) => ({ exits: 'Exit', name: 'Name', variables: 'Variables' })[member],
  nameOfNode: (id) => id.toUpperCase(),
};

test('a text is told with its field, its language and its channel', () => {
  const change = {
    path: ['config', 'prompt', 'en', 'variants', 'voice'],
    before: 'Press 1',
    after: 'Press 2',
  };
  expect(wordedChanges(change, 'menu', wording)).toEqual([
    { field: 'Prompt · English · Phone', before: 'Press 1', after: 'Press 2' },
  ]);
});

test('options are told one by one, in whatever order they are', () => {
  const option = (id: string, label: string) => ({ id, label: { en: label } });
  const change = {
    path: ['config', 'options'],
    before: [option('prices', 'Prices'), option('old', 'Old')],
    after: [option('new', 'New'), option('prices', 'Our prices')],
  };
  expect(wordedChanges(change, 'menu', wording)).toEqual([
    { field: 'Options · prices · Label · English', before: 'Prices', after: 'Our prices' },
    { field: 'Options · old', before: '{"id":"old","label":{"en":"Old"}}' },
    { field: 'Options · new', after: '{"id":"new","label":{"en":"New"}}' },
  ]);
  const turned = { path: ['config', 'options'], before: change.before, after: change.before.toReversed() };
  expect(wordedChanges(turned, 'menu', wording)).toEqual([
    { field: 'Options', before: '["prices","old"]', after: '["old","prices"]' },
  ]);
});

test('an exit is told by its words and by the node it leads to', () => {
  expect(
    wordedChanges({ path: ['exits', 'noInput'], before: 'bye', after: 'main' }, 'menu', wording),
  ).toEqual([{ field: 'Exit · No input', before: 'BYE', after: 'MAIN' }]);
  expect(wordedChanges({ path: ['exits', 'prices'], after: 'list' }, 'menu', wording)).toEqual([
    { field: 'Exit · prices', after: 'LIST' },
  ]);
});

test('of a node type nobody knows, and of the flow itself, paths are told as they are', () => {
  expect(wordedChanges({ path: ['config', 'odd', 'thing'], after: 1 }, 'gone', wording)).toEqual([
    { field: 'odd · thing', after: '1' },
  ]);
  expect(wordedChanges({ path: ['name'], before: 'A', after: 'B' }, undefined, wording)).toEqual([
    { field: 'Name', before: 'A', after: 'B' },
  ]);
});
