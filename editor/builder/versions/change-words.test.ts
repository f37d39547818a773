import { expect, test } from 'vitest';
import { registry } from '../../../nodes/index.ts';
import { flowOf, node } from '../../../tests/kit/flow-builder.ts';
import { wordsIn } from '../node-gist.ts';
import { wordedChanges } from './change-words.ts';
import type { Wording } from './wording.ts';

const MEMBERS: { [path: string]: string } = {
  exits: 'Exit',
  name: 'Name',
  languages: 'Languages',
  start: 'Start',
  handlers: 'When left or broken',
  'handlers.left': 'The customer leaves',
  variables: 'Variables',
  'variables.type': 'Type',
  'variables.initial': 'Begins with',
};
const flow = flowOf({ hello: node('message', {}) }, { languages: ['en', 'tr'] });
const wording: Wording = {
  language: 'en',
  typeOf: registry,
  nameOfLanguage: (tag) => ({ en: 'English', tr: 'Turkish' })[tag] ?? tag,
  nameOfChannel: (kind) => (kind === 'voice' ? 'Phone' : kind),
  nameOfMember: (path) => MEMBERS[path],
  nameOfValueType: (type) => (type === 'yesNo' ? 'yes or no' : type),
  nameOfNode: (id) => id.toUpperCase(),
  nameOfExit: (_node, exit) => ({ noInput: 'No input', prices: 'Our prices' })[exit] ?? exit,
  nameOf: (what, id) => (what === 'calendar' && id === 'clinic' ? 'Opening hours' : undefined),
  textOf: (texts) => wordsIn(texts, 'en', flow),
  ruleOf: ({ comparisons }) => `${comparisons.length} comparison`,
  yesOrNo: (value) => (value ? 'yes' : 'no'),
};
const menu = { id: 'main', type: 'menu' };

test('a text is told with its field, its language and its channel', () => {
  const change = {
    path: ['config', 'prompt', 'en', 'variants', 'voice'],
    before: 'Press 1',
    after: 'Press 2',
  };
  expect(wordedChanges(change, menu, wording)).toEqual([
    { field: 'Prompt · English · Phone', before: 'Press 1', after: 'Press 2' },
  ]);
});

test('options are told one by one, by their labels, in whatever order they are', () => {
  const option = (id: string, label: string, more = {}) => ({ id, label: { en: label }, ...more });
  const change = {
    path: ['config', 'options'],
    before: [option('prices', 'Prices'), option('old', 'The old one')],
    after: [
      option('new', 'Something new', { key: '3', words: { en: ['new', 'fresh'] } }),
      option('prices', 'Our prices'),
    ],
  };
  expect(wordedChanges(change, menu, wording)).toEqual([
    { field: 'Options · Our prices · Label · English', before: 'Prices', after: 'Our prices' },
    { field: 'Options · The old one', before: 'Label: The old one' },
    { field: 'Options · Something new', after: 'Label: Something new · Key: 3 · Other words: new, fresh' },
  ]);
  const turned = { path: ['config', 'options'], before: change.before, after: change.before.toReversed() };
  expect(wordedChanges(turned, menu, wording)).toEqual([
    { field: 'Options', before: 'Prices, The old one', after: 'The old one, Prices' },
  ]);
});

test('a text that is new is told in each of its languages and wordings', () => {
  const prompt = { en: { text: 'Press or say', variants: { voice: 'Press' } }, tr: 'Basın' };
  expect(wordedChanges({ path: ['config', 'prompt'], after: prompt }, menu, wording)).toEqual([
    { field: 'Prompt', after: 'English: Press or say · Phone: Press · Turkish: Basın' },
  ]);
});

test('an exit is told by its words and by the node it leads to', () => {
  expect(wordedChanges({ path: ['exits', 'noInput'], before: 'bye', after: 'main' }, menu, wording)).toEqual([
    { field: 'Exit · No input', before: 'BYE', after: 'MAIN' },
  ]);
  expect(wordedChanges({ path: ['exits', 'prices'], after: 'list' }, menu, wording)).toEqual([
    { field: 'Exit · Our prices', after: 'LIST' },
  ]);
});

test('what a node refers to is told by its name, a switch as yes or no, a rule as a sentence', () => {
  const hours = { id: 'open', type: 'hours' };
  expect(
    wordedChanges({ path: ['config', 'calendar'], before: 'gone', after: 'clinic' }, hours, wording),
  ).toMatchObject([{ before: 'gone', after: 'Opening hours' }]);
  expect(
    wordedChanges({ path: ['config', 'announceKeys'], before: true, after: false }, menu, wording),
  ).toEqual([{ field: 'Announce keys', before: 'yes', after: 'no' }]);
  const when = (right: number) => ({
    comparisons: [{ left: { variable: 'age' }, operator: 'greaterOrEqual', right: { value: right } }],
  });
  const rules = (right: number) => [{ id: 'grown', label: 'Grown up', when: when(right) }];
  expect(
    wordedChanges(
      { path: ['config', 'rules'], before: rules(18), after: rules(21) },
      { id: 'of-age', type: 'condition' },
      wording,
    ),
  ).toEqual([{ field: 'Rules · Grown up · When', before: '1 comparison', after: '1 comparison' }]);
  expect(
    wordedChanges(
      { path: ['config', 'assignments', 'x', 'to'], before: { value: 18 }, after: { variable: 'age' } },
      { id: 'set', type: 'set-variables' },
      wording,
    ),
  ).toMatchObject([{ before: '18', after: 'age' }]);
});

test('of the flow itself: nodes by name, variables with their type, languages by name, notes by their text', () => {
  const told = (path: string[], before: unknown, after: unknown) =>
    wordedChanges({ path, ...(before === undefined ? {} : { before }), after }, undefined, wording);
  expect(told(['name'], 'A', 'B')).toEqual([{ field: 'Name', before: 'A', after: 'B' }]);
  expect(told(['start'], 'hello', 'ask')).toEqual([{ field: 'Start', before: 'HELLO', after: 'ASK' }]);
  expect(told(['handlers'], {}, { left: 'bye' })).toEqual([
    { field: 'When left or broken · The customer leaves', after: 'BYE' },
  ]);
  expect(told(['languages'], ['en'], ['en', 'tr'])).toEqual([
    { field: 'Languages', before: 'English', after: 'English, Turkish' },
  ]);
  const age = { name: 'age', type: 'number' };
  expect(
    told(
      ['variables'],
      [age],
      [
        { ...age, type: 'yesNo' },
        { name: 'day', type: 'text', initial: 'monday' },
      ],
    ),
  ).toEqual([
    { field: 'Variables · age · Type', before: 'number', after: 'yes or no' },
    { field: 'Variables · day', after: 'Type: text · Begins with: monday' },
  ]);
});

test('of a node type nobody knows, paths are told as they are', () => {
  expect(
    wordedChanges({ path: ['config', 'odd', 'thing'], after: 1 }, { id: 'x', type: 'gone' }, wording),
  ).toEqual([{ field: 'odd · thing', after: '1' }]);
});
