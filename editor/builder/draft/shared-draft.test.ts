import { expect, test } from 'vitest';
import { applyUpdate, Doc, encodeStateAsUpdate } from 'yjs';
import { flowInDoc } from '../../../runtime/shared-draft/index.ts';
import { flowOf, node } from '../../../tests/kit/flow-builder.ts';
import { changeConfig } from '../commands/change-config.ts';
import type { Making } from '../commands/command.ts';
import { connectExit } from '../commands/connect-exit.ts';
import type { Saved } from './draft.ts';
import { making } from './making.ts';
import { sharedDraft } from './shared-draft.ts';

/** A draft without a server, whose clock and line the test holds. */
function drafted() {
  const shared = flowInDoc(new Doc());
  shared.fill(
    flowOf({ hello: node('message', { text: { en: 'Hello' } }, { done: 'bye' }), bye: node('end') }),
  );
  const is = { at: 0, saved: 'saved' as Saved, calls: 0 };
  const draft = sharedDraft({
    shared,
    making,
    now: () => is.at,
    chance: () => 'k3f',
    line: {
      saved: () => is.saved,
      settled: async () => 1,
      people: () => [],
      tell: () => undefined,
      subscribe: () => () => undefined,
      close: () => undefined,
    },
  });
  draft.subscribe(() => (is.calls += 1));
  const write = (words: string, joins?: string) =>
    draft.do(changeConfig, { node: 'hello', path: ['text', 'en'], to: words }, joins);
  const said = () => (draft.read().nodes['hello']!.config['text'] as { en: string }).en;
  return { shared, draft, is, write, said };
}

test('what is typed at once is one step; after a while, or elsewhere, another begins', () => {
  const { draft, is, write, said } = drafted();
  for (const words of ['H', 'Hi', 'Hi!']) write(words, 'typing');
  is.at = 5_000;
  write('Hi! You', 'typing');
  draft.do(connectExit, { node: 'hello', exit: 'done', target: undefined });
  expect(draft.history()).toEqual([
    { command: 'change-config', at: 0, undone: false },
    { command: 'change-config', at: 5_000, undone: false },
    { command: 'connect-exit', at: 5_000, undone: false },
  ]);
  draft.undo();
  draft.undo();
  expect(said()).toBe('Hi!');
  expect(draft.history().map(({ undone }) => undone)).toEqual([false, true, true]);
  // What is typed after an undo joins nothing, and what was undone is gone.
  write('Hey', 'typing');
  expect([draft.history().length, draft.canRedo()]).toEqual([2, false]);
  draft.undo();
  expect(said()).toBe('Hi!');
});

test('going to a step does and undoes what lies between, and keeps the names', () => {
  const { draft, write, said } = drafted();
  const first = draft.read();
  for (const words of ['One', 'Two', 'Three']) write(words);
  draft.goTo(0);
  expect(draft.read()).toEqual(first);
  draft.goTo(2);
  expect(said()).toBe('Two');
  expect(draft.history()).toMatchObject([
    { command: 'change-config', undone: false },
    { command: 'change-config', undone: false },
    { command: 'change-config', undone: true },
  ]);
});

test('whoever subscribes hears of one’s own steps and of others’; nothing changed is no step', () => {
  const { shared, draft, is, write } = drafted();
  write('Hello');
  expect([is.calls, draft.canUndo()]).toEqual([0, false]);
  write('Hi');
  expect(is.calls).toBe(1);
  const other = flowInDoc(new Doc());
  applyUpdate(other.doc, encodeStateAsUpdate(shared.doc));
  const theirs = other.read();
  other.change(theirs, { ...theirs, name: 'Of somebody else' }, 'them');
  applyUpdate(shared.doc, encodeStateAsUpdate(other.doc), 'server');
  expect([is.calls, draft.read().name]).toEqual([2, 'Of somebody else']);
  draft.undo();
  expect([draft.read().name, draft.history().length]).toEqual(['Of somebody else', 1]);
});

test('ids are short while one is alone, and nobody else’s while one cannot know', () => {
  const { draft, is } = drafted();
  const ids: string[] = [];
  const ask = {
    id: 'ask',
    edit: (flow: ReturnType<typeof flowOf>, _args: object, { newId }: Making) => {
      ids.push(newId('hello', (id) => id in flow.nodes));
      return { flow };
    },
  };
  draft.do(ask, {});
  is.saved = 'offline';
  draft.do(ask, {});
  expect(ids).toEqual(['hello-2', 'hello-k3f']);
});
