import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type ChangedField, compareFlows, type FlowComparison, isUnchanged } from './compare.ts';

type Members = { [name: string]: unknown };

/** Names that every object has by birth, among them the one that writes another's. */
const BORN_WITH = ['toString', 'constructor', 'valueOf', '__proto__'];
const value = fc.oneof(
  fc.jsonValue({ maxDepth: 2 }),
  fc.dictionary(fc.constantFrom(...BORN_WITH), fc.jsonValue({ maxDepth: 1 })),
);
const node = fc.record({
  type: fc.constantFrom('message', 'end', 'menu'),
  name: fc.string(),
  config: fc.dictionary(fc.constantFrom('text', 'options', 'attempts'), value),
  exits: fc.dictionary(fc.constantFrom('done', 'left'), fc.constantFrom('a', 'b', 'c')),
});
const place = fc.record({ x: fc.integer(), y: fc.integer() });
const ids = fc.constantFrom('a', 'b', 'c', 'toString');
const drawing = fc.record({
  name: fc.string(),
  languages: fc.array(fc.constantFrom('en', 'tr')),
  nodes: fc.dictionary(ids, node),
  layout: fc.dictionary(ids, place),
});

/** Does to a drawing what a comparison says; what it tells in full are changed fields, added nodes come from the other. */
function patched(before: Members, found: FlowComparison, after: Members): unknown {
  const made = structuredClone(before) as { nodes: Members } & Members;
  for (const { id } of found.removed) delete made.nodes[id];
  for (const { id } of found.added) made.nodes[id] = (after['nodes'] as Members)[id];
  for (const { id, fields } of found.changed) for (const field of fields) write(made.nodes, [id], field);
  for (const field of found.fields) write(made, [], field);
  return made;
}

function write(root: Members, start: string[], change: ChangedField): void {
  const path = [...start, ...change.path];
  const last = path.pop()!;
  const owner = path.reduce<Members>((inner, name) => inner[name] as Members, root);
  if (!('after' in change)) delete owner[last];
  else
    Object.defineProperty(owner, last, {
      value: change.after,
      enumerable: true,
      configurable: true,
      writable: true,
    });
}

test('what it tells is enough to get from one drawing to the other', () => {
  fc.assert(
    fc.property(drawing, drawing, (before, after) => {
      const { layout: _before, ...old } = before;
      const { layout: _after, ...fresh } = after;
      expect(patched(old, compareFlows(before, after), fresh)).toEqual(fresh);
    }),
  );
});

test('a drawing does not differ from itself, whatever the order of its members', () => {
  fc.assert(
    fc.property(drawing, (one) => {
      const turned = Object.fromEntries(Object.entries(structuredClone(one)).toReversed());
      expect(isUnchanged(compareFlows(one, turned))).toBe(true);
    }),
  );
});

test('every node is added, removed, kept or changed, and never two of these', () => {
  fc.assert(
    fc.property(drawing, drawing, (before, after) => {
      const { added, removed, changed } = compareFlows(before, after);
      const told = [...added, ...removed, ...changed].map(({ id }) => id);
      expect(new Set(told).size).toBe(told.length);
      for (const { id } of added) expect(Object.hasOwn(before.nodes, id)).toBe(false);
      for (const { id } of removed) expect(Object.hasOwn(after.nodes, id)).toBe(false);
      // The other way round, what was added is taken away.
      expect(compareFlows(after, before).removed.map(({ id }) => id)).toEqual(added.map(({ id }) => id));
    }),
  );
});

test('whoever only moved a node has moved it', () => {
  const drawn = (x: number) => ({ nodes: { a: { type: 'end', name: 'End' } }, layout: { a: { x, y: 0 } } });
  expect(compareFlows(drawn(0), drawn(9))).toMatchObject({
    changed: [],
    moved: [{ id: 'a', name: 'End', from: { x: 0, y: 0 }, to: { x: 9, y: 0 } }],
  });
});
