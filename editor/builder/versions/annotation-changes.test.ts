import { expect, test } from 'vitest';
import { flowOf, node } from '../../../tests/kit/flow-builder.ts';
import type { FlowDefinition } from '../../../runtime/engine/index.ts';
import { annotationChanges, annotationName, annotationWords } from './annotation-changes.ts';
import { bothDrawn, marksOf } from './both-drawn.ts';
import type { Wording } from './wording.ts';

const flow = flowOf({ hello: node('message', {}) });
const drawn = (
  notes: { [id: string]: { text: string; x?: number } },
  frames: { [id: string]: { title: string; folded?: string[] } } = {},
): FlowDefinition => ({
  ...flow,
  annotations: {
    notes: Object.fromEntries(
      Object.entries(notes).map(([id, note]) => [id, { x: 0, y: 0, width: 200, height: 100, ...note }]),
    ),
    frames: Object.fromEntries(
      Object.entries(frames).map(([id, frame]) => [id, { x: 0, y: 0, width: 400, height: 300, ...frame }]),
    ),
  },
});
const wording = {
  nameOfMember: (path: string) => ({ 'annotations.notes': 'Note', 'annotations.notes.text': 'Text' })[path],
  nameOfNode: (id: string) => id.toUpperCase(),
} as Wording;

test('notes and frames that came, went, say something else or moved are told apart', () => {
  const before = drawn(
    { gone: { text: 'Old' }, kept: { text: 'Kept' }, said: { text: 'Ask Ada' }, there: { text: 'There' } },
    { box: { title: 'Sales' } },
  );
  const after = drawn(
    {
      kept: { text: 'Kept' },
      said: { text: 'Ask Ben', x: 9 },
      there: { text: 'There', x: 50 },
      came: { text: 'New' },
    },
    { box: { title: 'Sales', folded: ['hello'] } },
  );
  const changes = annotationChanges(before, after);
  expect(changes).toEqual([
    { id: 'box', kind: 'frames', mark: 'changed' },
    { id: 'gone', kind: 'notes', mark: 'removed' },
    { id: 'said', kind: 'notes', mark: 'changed' },
    { id: 'there', kind: 'notes', mark: 'moved' },
    { id: 'came', kind: 'notes', mark: 'added' },
  ]);
  const changed = changes.filter(({ mark }) => mark === 'changed');
  expect(changed.flatMap((one) => annotationWords(one, before, after, wording))).toEqual([
    { field: 'folded', before: '–', after: 'HELLO' },
    { field: 'Text', before: 'Ask Ada', after: 'Ask Ben' },
  ]);
  expect(Object.fromEntries(marksOf(before, after))).toEqual({
    box: 'changed',
    gone: 'removed',
    said: 'changed',
    there: 'moved',
    came: 'added',
  });
  // What is gone is still to be seen where it was.
  expect(Object.keys(bothDrawn(before, after).annotations!.notes).toSorted()).toEqual([
    'came',
    'gone',
    'kept',
    'said',
    'there',
  ]);
});

test('a note is called by its beginning, or what it is', () => {
  const name = (text: string) =>
    annotationName({ id: 'n', kind: 'notes', mark: 'added' }, drawn({ n: { text } }), wording);
  expect(name('Ask Ada')).toBe('Ask Ada');
  expect(name('a'.repeat(60))).toHaveLength(40);
  expect(name('')).toBe('Note');
});

test('where there are none, nothing changed, also beside those that have names like prototypes', () => {
  expect(annotationChanges(flow, flow)).toEqual([]);
  expect(annotationChanges(flow, drawn({ toString: { text: 'Odd' } }))).toEqual([
    { id: 'toString', kind: 'notes', mark: 'added' },
  ]);
});
