import { describe, expect, test } from 'vitest';
import { Doc } from 'yjs';
import type { FlowDefinition } from '../../../runtime/engine/index.ts';
import { flowInDoc } from '../../../runtime/shared-draft/index.ts';
import { flowOf, node } from '../../../tests/kit/flow-builder.ts';
import { takeFragment } from '../commands/fragment.ts';
import { type Command, commands } from '../commands/index.ts';
import { removeVariable } from '../commands/remove-variable.ts';
import { renameVariable } from '../commands/rename-variable.ts';
import { making } from './making.ts';
import { sharedDraft } from './shared-draft.ts';

/** A menu, two ends of which one is lost, a frame, a note and variables: something for every command to do. */
const drawn = (): FlowDefinition =>
  flowOf(
    {
      hello: node('message', { text: { en: 'Hello {{ name }}' } }, { done: 'ask' }),
      ask: node(
        'menu',
        { prompt: { en: 'Which?' }, options: [{ id: 'one', label: { en: 'One' }, key: '1' }] },
        { one: 'thanks', noInput: 'bye', noMatch: 'hello' },
      ),
      thanks: node('message', { text: { en: 'Thanks' } }, { done: 'bye' }),
      bye: node('end', { text: { en: 'Bye' } }),
      lost: node('end', {}),
    },
    {
      variables: [
        { name: 'name', type: 'text' },
        { name: 'other', type: 'text' },
      ],
      annotations: {
        frames: { sales: { title: 'Sales', x: 0, y: 0, width: 400, height: 300, folded: [] } },
        notes: { todo: { text: 'Later', x: 0, y: 0, width: 200, height: 100, mentions: [] } },
      },
    },
  );
const other = (): FlowDefinition => ({ ...drawn(), name: 'Quite another', start: 'ask' });
const places = { hello: { x: 900, y: 10 }, bye: { x: 40, y: 700 } };
const box = { x: 5, y: 6, width: 300, height: 200 };

/** What each command is done with here. A new command needs a line. */
const DONE_WITH: { [command: string]: unknown } = {
  'add-frame': { box },
  'add-node': { type: 'message', name: 'More', at: { x: 0, y: 0 }, after: { node: 'hello', exit: 'done' } },
  'add-note': { at: { x: 10, y: 10 } },
  'align-left': { places },
  'align-centre': { places },
  'align-right': { places },
  'align-top': { places },
  'align-middle': { places },
  'align-bottom': { places },
  'change-config': { node: 'hello', path: ['text', 'en'], to: 'Good day' },
  'change-configs': { nodes: ['bye', 'lost'], path: ['reason'], to: 'done' },
  'change-flow': { path: ['languages'], to: ['en', 'tr'] },
  'change-frame': { frame: 'sales', title: 'Sold' },
  'change-note': { note: 'todo', text: 'Now, @Ada', mentions: ['ada'] },
  'change-variable': { name: 'other', to: { type: 'number' } },
  'connect-exit': { node: 'thanks', exit: 'done', target: 'hello' },
  'declare-variable': { name: 'third', type: 'boolean' },
  'distribute-across': { places },
  'distribute-down': { places },
  'duplicate-chosen': { ids: ['hello', 'ask', 'todo'] },
  'extract-flow': { ids: ['thanks'], flow: 'thanking', name: 'Thanking' },
  'fold-frame': { frame: 'sales' },
  'keep-mine': { mine: other() },
  'lay-out': { places },
  'move-nodes': { places },
  'name-node': { node: 'ask', name: 'Asked by name' },
  'paste-fragment': { fragment: takeFragment(drawn(), ['ask', 'thanks']), middle: { x: 0, y: 0 } },
  'remove-chosen': { ids: ['ask', 'sales'] },
  'remove-unreached': { node: 'lost' },
  'remove-variable': { name: 'other' },
  'rename-variable': { from: 'name', to: 'caller' },
  'replace-flow': { document: other() },
  'replace-node': { node: 'bye', document: node('message', { text: { en: 'Wait' } }) },
  'resize-box': { id: 'todo', box },
  'restore-version': { definition: other() },
  'set-start': { node: 'ask' },
  'write-texts': { texts: [{ path: ['nodes', 'bye', 'config', 'text'], language: 'en', text: 'See you' }] },
};

/** With the two that come with the page of variables. */
const ALL = [...commands, removeVariable, renameVariable] as readonly Command<unknown>[];

/** A draft as two people would share it, without the line to a server. */
function shared() {
  const inDoc = flowInDoc(new Doc());
  inDoc.fill(drawn());
  const draft = sharedDraft({
    shared: inDoc,
    making,
    now: () => 0,
    chance: () => 'k3f',
    line: {
      saved: () => 'saved',
      settled: async () => 1,
      people: () => [],
      tell: () => undefined,
      subscribe: () => () => undefined,
      close: () => undefined,
    },
  });
  return draft;
}

describe('every command', () => {
  test.each(ALL.map((command) => [command.id, command] as const))(
    '%s: undone the flow is what it was, done again what it became',
    (id, command) => {
      const draft = shared();
      const before = structuredClone(draft.read());
      const edit = draft.do(command, DONE_WITH[id]);
      expect('refused' in edit ? edit.refused : undefined).toBeUndefined();
      const after = structuredClone(draft.read());
      expect(after).not.toEqual(before);
      expect(draft.history()).toEqual([{ command: id, at: 0, undone: false }]);
      draft.undo();
      expect(draft.read()).toEqual(before);
      draft.redo();
      expect(draft.read()).toEqual(after);
    },
  );

  test('does something here, and nothing here is done by no command', () => {
    expect(ALL.map(({ id }) => id).sort()).toEqual(Object.keys(DONE_WITH).sort());
  });
});
