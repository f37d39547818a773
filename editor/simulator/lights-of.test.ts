import { expect, test } from 'vitest';
import type { SimulatedWorld } from '../../runtime/simulated-world/index.ts';
import { lightsOf } from './lights-of.ts';

type Lit = Parameters<typeof lightsOf>[0];
type Trace = SimulatedWorld['story'][number]['trace'];

const went = (...marks: [flow: string, node: string, exit?: string][]): Trace =>
  marks.map(([flow, node, exit]) => ({ flow, version: 1, node, ...(exit === undefined ? {} : { exit }) }));
const lit = (flow: string, traces: Trace[], frames: [flow: string, state: string][], ended = false) => {
  const world = {
    story: traces.map((trace) => ({ trace })),
    snapshot: {
      frames: frames.map(([of, state]) => ({ flow: of, state })),
      ...(ended ? { ended: { reason: 'completed' } } : {}),
    },
  } as unknown as Lit;
  return lightsOf(world, flow);
};

const WALK = [
  went(['main', 'menu'], ['main', 'menu', 'noMatch'], ['main', 'menu']),
  went(['main', 'menu', 'noMatch'], ['main', 'menu'], ['main', 'menu', 'book'], ['main', 'call']),
  went(['visits', 'menu'], ['visits', 'menu', 'noMatch']),
];

test('a way is counted as often as it was taken, on the drawing of its own flow', () => {
  const { ways, nodes } = lit('main', WALK, [['main', 'call']]);
  expect([...ways]).toEqual([
    ['menu:noMatch', 2],
    ['menu:book', 1],
  ]);
  expect([...nodes]).toEqual(['menu', 'call']);
  expect([...lit('visits', WALK, []).ways]).toEqual([['menu:noMatch', 1]]);
});

test('while another flow is called, the contact is where it was called from; when it is over, nowhere', () => {
  const frames: [string, string][] = [
    ['main', 'call/waiting'],
    ['visits', 'menu'],
  ];
  expect(lit('main', WALK, frames).current).toBe('call');
  expect(lit('visits', WALK, frames).current).toBe('menu');
  expect(lit('main', WALK, frames, true).current).toBeUndefined();
});
