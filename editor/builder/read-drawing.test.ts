import { expect, test } from 'vitest';
import { flowOf, node } from '../../tests/kit/flow-builder.ts';
import { drawingReader } from './read-drawing.ts';

const flow = flowOf({
  when: node(
    'hours',
    { calendar: 'main-street' },
    { open: 'ask', closed: 'bye', holiday: 'bye', emergency: 'bye' },
  ),
  ask: node('sub-flow', { flow: 'book' }, { completed: 'bye', failed: 'bye' }),
  bye: node('end', { text: { en: 'main-street' } }),
});
const reader = () =>
  drawingReader({
    texts: 'en',
    words: 'en',
    implicit: { left: 'Left', error: 'Error' },
    operator: (operator) => operator,
  });
const called = (names: Record<string, string>) => (what: string, id: string) => names[`${what} ${id}`];

test('a card tells the name of the calendar or flow its node refers to, and the id while no name is known', () => {
  const read = reader();
  const drawn = (names: Record<string, string>) => read(flow, called(names)).nodes;
  const texts = (names: Record<string, string>) => drawn(names).map(({ text }) => text);
  expect(texts({})).toEqual(['main-street', 'book', 'main-street']);
  const names = { 'calendar main-street': 'Surgery in Main Street', 'flow book': 'Book a visit' };
  // What a customer hears is no reference, whatever it says.
  expect(texts(names)).toEqual(['Surgery in Main Street', 'Book a visit', 'main-street']);
});

test('when a name becomes known, only the card that tells it is drawn anew', () => {
  const read = reader();
  const before = read(flow).nodes;
  const after = read(flow, called({ 'flow book': 'Book a visit' })).nodes;
  expect(after.map((one, index) => one === before[index])).toEqual([true, false, true]);
});

test('a name nothing tells changes nothing: the drawing is the very same', () => {
  const read = reader();
  const before = read(flow);
  expect(read(flow, called({ 'flow other': 'Another flow' }))).toBe(before);
  expect(read({ ...flow, name: 'Renamed' })).not.toBe(before);
});
