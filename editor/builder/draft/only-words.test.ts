import { expect, test } from 'vitest';
import { registry } from '../../../nodes/index.ts';
import { graphOf } from '../../../runtime/engine/index.ts';
import { flowOf, node } from '../../../tests/kit/flow-builder.ts';
import { commands } from '../commands/index.ts';
import { nameNode } from '../commands/name-node.ts';
import { setStart } from '../commands/set-start.ts';
import { writeTexts } from '../commands/write-texts.ts';
import { draftInMemory } from './draft-in-memory.ts';
import { making } from './open-draft.ts';
import { onlyWords } from './only-words.ts';

const open = () =>
  draftInMemory(
    flowOf({ hello: node('message', { text: { en: 'Hello' } }, { done: 'bye' }), bye: node('end', {}) }),
    making,
    () => 0,
  );
const say = (text: string) => ({
  texts: [{ path: ['nodes', 'hello', 'config', 'text'], language: 'en', text }],
});

test('only texts are written; everything else is refused, and the graph stays the same', () => {
  const draft = open();
  const graph = graphOf(draft.read(), registry);
  const locked = onlyWords(draft);
  const before = draft.read();
  for (const command of commands.filter(({ id }) => id !== writeTexts.id))
    expect(locked.do(command, {} as never), command.id).toEqual({ refused: 'only-words' });
  expect(draft.read()).toBe(before);
  locked.do(writeTexts, say('Good day'));
  expect(draft.read().nodes['hello']?.config).toEqual({ text: { en: 'Good day' } });
  expect(graph).toBeDefined();
  expect(graphOf(draft.read(), registry)).toBe(graph);
});

test('steps that changed the drawing before are neither undone nor done again', () => {
  const draft = open();
  draft.do(nameNode, { node: 'hello', name: 'Greeting' });
  const locked = onlyWords(draft);
  expect(locked.canUndo()).toBe(false);
  locked.undo();
  locked.goTo(0);
  expect(draft.read().nodes['hello']?.name).toBe('Greeting');
  locked.do(writeTexts, say('Good day'));
  expect(locked.canUndo()).toBe(true);
  locked.goTo(0);
  expect(draft.read().nodes['hello']?.config).toEqual({ text: { en: 'Good day' } });
  locked.undo();
  expect(draft.read().nodes['hello']?.config).toEqual({ text: { en: 'Hello' } });
  expect([locked.canUndo(), locked.canRedo()]).toEqual([false, true]);
  locked.goTo(2);
  expect(draft.read().nodes['hello']?.config).toEqual({ text: { en: 'Good day' } });

  const other = open();
  other.do(setStart, { node: 'bye' });
  other.undo();
  expect(onlyWords(other).canRedo()).toBe(false);
});
