import { defineCommand } from './command.ts';
import { annotated, annotationsOf, isTaken, type Point } from './places.ts';

const SIZE = { width: 220, height: 132 } as const;

/** Puts a note on the drawing, for other designers to read. */
export const addNote = defineCommand<{ at: Point }>({
  id: 'add-note',
  edit(flow, { at }, { newId }) {
    const id = newId('note', isTaken(flow));
    const notes = { ...annotationsOf(flow).notes, [id]: { text: '', ...at, ...SIZE } };
    return { flow: annotated(flow, { notes }), chosen: [id] };
  },
  offer: {
    shortcut: 'Shift+N',
    places: ['toolbar', 'node', 'canvas', 'palette'],
    args({ chosen: [first], middle, boxOf }) {
      const beside = first === undefined ? undefined : boxOf(first);
      return {
        at: beside
          ? { x: beside.x, y: beside.y - SIZE.height - 32 }
          : { x: middle.x - SIZE.width / 2, y: middle.y - SIZE.height / 2 },
      };
    },
  },
});
