import { expect, test } from 'vitest';
import { flowOf, node } from '../../../tests/kit/flow-builder.ts';
import { paint, type Paints } from './paint.ts';
import type { Picture, Standing } from './to-canvas.ts';

const PAINTS: Paints = {
  edge: 'edge',
  line: 'line',
  surface: 'surface',
  text: 'text',
  accent: 'accent',
  note: 'note',
  danger: 'danger',
  groups: { talk: { strong: 'talk', soft: 'talk-soft' } },
};
const EVERYTHING = { x: -10_000, y: -10_000, width: 20_000, height: 20_000 };
const BOX = { width: 264, height: 140 };

/** Two cards with a line between them, a frame and a note; far away from each other. */
function picture(): Picture {
  const { nodes } = flowOf({ hello: node('message'), bye: node('message') });
  const card = (id: string, name: string) =>
    ({ id, type: 'card', data: { node: { ...nodes[id], name, group: 'talk' } } }) as unknown as Standing;
  const other = (id: string, type: string, data: object) => ({ id, type, data }) as unknown as Standing;
  return {
    standing: [
      other('frame', 'frame', { frame: { title: 'Greetings' } }),
      card('hello', 'A name of more than sixteen letters'),
      card('bye', 'Bye'),
      other('note', 'note', { note: { text: 'Ask Ada' } }),
    ],
    ways: [{ id: 'hello:done', source: 'hello', target: 'bye' } as Picture['ways'][number]],
    boxes: new Map([
      ['frame', { x: -20, y: -20, width: 400, height: 300 }],
      ['hello', { x: 0, y: 0, ...BOX }],
      ['bye', { x: 2_000, y: 0, ...BOX }],
      ['note', { x: 0, y: 4_000, width: 200, height: 120 }],
    ]),
    foldedInto: new Map(),
  };
}

/** What a canvas is told to do: every fill, stroke and text with its colour, in order. */
function painted(more: { zoom?: number; seen?: typeof EVERYTHING; chosen?: string[] } = {}): string[] {
  const told: string[] = [];
  const context = {
    fillStyle: '',
    strokeStyle: '',
    lineWidth: 0,
    beginPath: () => undefined,
    roundRect: () => undefined,
    moveTo: () => told.push('way'),
    bezierCurveTo: () => undefined,
    fill: () => told.push(`box ${context.fillStyle}`),
    stroke: () => told.push(`rim ${context.strokeStyle}`),
    fillText: (text: string) => told.push(text),
  };
  const { zoom = 0.2, seen = EVERYTHING, chosen = [] } = more;
  paint(context as unknown as CanvasRenderingContext2D, {
    picture: picture(),
    paints: PAINTS,
    zoom,
    seen,
    chosen: new Set(chosen),
  });
  return told;
}

test('frames lie under lines, lines under cards; names are cut, and told of cards and frames', () => {
  const rims = ['box talk-soft', 'rim talk', 'box talk-soft', 'rim talk', 'box note', 'rim edge'];
  const names = ['Greetings', 'A name of more …', 'Bye'];
  expect(painted()).toEqual(['box line', 'way', 'rim edge', ...rims, ...names]);
});

test('from further away there are no names; what is chosen has a rim of its own', () => {
  expect(painted({ zoom: 0.1 })).not.toContain('Bye');
  expect(painted({ chosen: ['bye'] }).filter((one) => one === 'rim accent')).toHaveLength(1);
});

test('what is not seen costs nothing', () => {
  const seen = { x: 1_900, y: -100, width: 500, height: 400 };
  expect(painted({ seen }).filter((one) => one.startsWith('box talk'))).toHaveLength(1);
  const nothing = { x: 9_000, y: 9_000, width: 10, height: 10 };
  expect(painted({ seen: nothing }).filter((one) => one === 'way')).toEqual([]);
});
