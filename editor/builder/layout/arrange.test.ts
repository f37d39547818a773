import { expect, test } from 'vitest';
import { arranged } from './arrange.ts';

const size = { width: 264, height: 176 };

test('goes from left to right, covers nothing, and minds neither rings nor lost nodes', () => {
  const nodes = ['a', 'b', 'c', 'd', 'lost'].map((id) => ({ id, ...size }));
  const lines = [
    { from: 'a', to: 'b' },
    { from: 'a', to: 'c' },
    { from: 'b', to: 'd' },
    { from: 'c', to: 'd' },
    { from: 'd', to: 'a' },
    { from: 'a', to: 'a' },
    { from: 'a', to: 'nowhere' },
  ];
  const places = arranged({ nodes, lines });
  expect(Object.keys(places)).toEqual(nodes.map(({ id }) => id));
  expect(places['a']!.x).toBeLessThan(places['b']!.x);
  expect(places['b']!.x).toBeLessThan(places['d']!.x);
  const all = Object.values(places);
  expect([Math.min(...all.map(({ x }) => x)), Math.min(...all.map(({ y }) => y))]).toEqual([0, 0]);
  const covering = all.filter((one, index) =>
    all
      .slice(index + 1)
      .some(({ x, y }) => Math.abs(x - one.x) < size.width && Math.abs(y - one.y) < size.height),
  );
  expect(covering).toEqual([]);
});
