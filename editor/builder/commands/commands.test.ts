import { expect, test } from 'vitest';
import { CATALOGUES } from '../../messages/catalogues.ts';
import { node } from '../../../tests/kit/flow-builder.ts';
import { flowOf } from '../../../tests/kit/flow-builder.ts';
import { draftInMemory } from '../draft/draft-in-memory.ts';
import { making } from '../draft/open-draft.ts';
import { changeConfig } from './change-config.ts';
import { connectExit } from './connect-exit.ts';
import { commands } from './index.ts';
import { moveNodes } from './move-nodes.ts';
import { removeVariable } from './remove-variable.ts';
import { renameVariable } from './rename-variable.ts';

const flow = () =>
  flowOf({ hello: node('message', { text: { en: 'Hello' } }, { done: 'bye' }), bye: node('end', {}) });

test('every command is named in every language, and found by its file', () => {
  expect(commands.map(({ id }) => id)).toContain('move-nodes');
  for (const { id } of [...commands, removeVariable, renameVariable])
    expect(Object.keys(CATALOGUES.en)).toContain(`commands.${id}`);
});

test('a command leaves the document it was given as it was', () => {
  const before = flow();
  const copy = structuredClone(before);
  const edit = connectExit.edit(before, { node: 'hello', exit: 'done', target: undefined }, making);
  expect(edit).toMatchObject({ flow: { nodes: { hello: { exits: {} } } } });
  expect(before).toEqual(copy);
});

test('what a command does not touch stays the same object, and nothing changed is the same document', () => {
  const before = flow();
  const edit = changeConfig.edit(before, { node: 'hello', path: ['text', 'en'], to: 'Hi' }, making);
  if ('refused' in edit) throw new Error(edit.refused);
  expect(edit.flow.nodes['hello']!.config).toEqual({ text: { en: 'Hi' } });
  expect(edit.flow.nodes['bye']).toBe(before.nodes['bye']);
  const same = changeConfig.edit(before, { node: 'hello', path: ['text', 'en'], to: 'Hello' }, making);
  expect(same).toEqual({ flow: before });
});

test('steps are undone and done again, and joined where they belong together', () => {
  let at = 0;
  const draft = draftInMemory(flow(), making, () => at);
  const first = draft.read();
  for (const x of [10, 20, 30]) draft.do(moveNodes, { places: { hello: { x, y: 0 } } }, 'drag 1');
  at = 5_000;
  draft.do(connectExit, { node: 'hello', exit: 'done', target: undefined });
  expect(draft.history()).toEqual([
    { command: 'move-nodes', at: 0, undone: false },
    { command: 'connect-exit', at: 5_000, undone: false },
  ]);
  const last = draft.read();
  draft.undo();
  draft.undo();
  expect(draft.read()).toBe(first);
  expect([draft.canUndo(), draft.canRedo()]).toEqual([false, true]);
  draft.goTo(2);
  expect(draft.read()).toBe(last);
});
