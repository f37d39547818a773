import fc from 'fast-check';
import { expect, test } from 'vitest';
import { applyUpdate, Doc, encodeStateAsUpdate, UndoManager } from 'yjs';
import { flowOf, node } from '../../tests/kit/flow-builder.ts';
import { diceOf } from '../../tests/kit/random-flow.ts';
import { randomEdit, startingFlow } from '../../tests/kit/random-edit.ts';
import { type FlowDefinition, LIMITS, readFlow } from '../engine/index.ts';
import { flowChecks } from './flow-checks.ts';
import { flowInDoc, type FlowInDoc } from './flow-in-doc.ts';
import { placesFor } from './places.ts';

/** A document that holds a flow, and a copy of it for each further person. */
function sharedBy(flow: FlowDefinition, people: number): FlowInDoc[] {
  const first = flowInDoc(new Doc());
  first.fill(flow);
  const state = encodeStateAsUpdate(first.doc);
  const others = Array.from({ length: people - 1 }, () => {
    const doc = new Doc();
    applyUpdate(doc, state);
    return flowInDoc(doc);
  });
  return [first, ...others];
}

const does = (shared: FlowInDoc, edit: (flow: FlowDefinition) => FlowDefinition): void => {
  const before = shared.read();
  shared.change(before, edit(before), 'me');
};

function meet(...docs: FlowInDoc[]): void {
  for (const one of docs)
    for (const other of docs) applyUpdate(other.doc, encodeStateAsUpdate(one.doc), 'others');
}

const seeds = fc.integer({ min: 0, max: 2 ** 31 - 1 });

test('what is read back after an edit is the edit, members in their order; what it left alone is the same object', () => {
  fc.assert(
    fc.property(seeds, fc.integer({ min: 1, max: 12 }), (seed, edits) => {
      const dice = diceOf(seed);
      const [shared] = sharedBy(startingFlow(dice), 1);
      for (let count = 0; count < edits; count += 1) {
        const before = shared!.read();
        const after = randomEdit(before, dice);
        shared!.change(before, after, 'me');
        const read = shared!.read();
        expect(read).toEqual(after);
        expect(JSON.stringify(ordered(read))).toBe(JSON.stringify(ordered(after)));
        const untouched = Object.keys(after.nodes).filter((id) => before.nodes[id] === after.nodes[id]);
        expect(untouched.filter((id) => read.nodes[id] !== before.nodes[id])).toEqual([]);
      }
    }),
    { numRuns: 150 },
  );
});

/** Without the places, whose order means nothing. */
const ordered = ({ layout: _layout, annotations: _annotations, ...flow }: FlowDefinition) => flow;

test('plain texts in a list are merged by text: what one puts in and another takes out is both done', () => {
  const words = (...en: string[]) => ({ options: [{ id: 'yes', words: { en } }] });
  const [ada, ben] = sharedBy(flowOf({ menu: node('menu', words('yes', 'sure', 'ok')) }), 2);
  const says = (shared: FlowInDoc, ...en: string[]) =>
    does(shared, (flow) => ({
      ...flow,
      nodes: { ...flow.nodes, menu: { ...flow.nodes['menu']!, config: words(...en) } },
    }));
  const heard = (shared: FlowInDoc) => shared.read().nodes['menu']!.config;
  says(ada!, 'yes', 'of course', 'sure', 'ok');
  says(ben!, 'sure', 'ok', 'constructor');
  meet(ada!, ben!);
  expect(heard(ada!)).toEqual(words('of course', 'sure', 'ok', 'constructor'));
  expect(heard(ben!)).toEqual(heard(ada!));
  // In another order, and down to none.
  says(ada!, 'ok', 'sure', 'of course', 'constructor');
  meet(ada!, ben!);
  expect(heard(ben!)).toEqual(words('ok', 'sure', 'of course', 'constructor'));
  says(ben!);
  meet(ada!, ben!);
  expect(heard(ada!)).toEqual(words());
  // A text that is there twice makes it a list like any other, and it can be read.
  says(ada!, 'a', 'a');
  meet(ada!, ben!);
  expect(heard(ben!)).toEqual(words('a', 'a'));
});

test('what every object has by birth is a name like any other: put in, changed and taken out', () => {
  const [ada, ben] = sharedBy(flowOf({ hello: node('message', {}) }), 2);
  for (const config of [{ toString: 1 }, { toString: { valueOf: 2 } }, { toString: {} }, {}]) {
    does(ada!, (flow) => ({ ...flow, nodes: { hello: { ...flow.nodes['hello']!, config } } }));
    meet(ada!, ben!);
    expect(JSON.stringify(ben!.read().nodes['hello']!.config)).toBe(JSON.stringify(config));
  }
});

test('people who edited apart come to the same flow, which can always be read', () => {
  fc.assert(
    fc.property(seeds, fc.integer({ min: 1, max: 6 }), (seed, edits) => {
      const dice = diceOf(seed);
      const docs = sharedBy(startingFlow(dice), 3);
      for (let round = 0; round < 2; round += 1) {
        for (const shared of docs)
          for (let count = 0; count < edits; count += 1) does(shared, (flow) => randomEdit(flow, dice));
        meet(...docs);
        const [first, ...others] = docs.map((shared) => shared.read());
        for (const other of others) expect(JSON.stringify(other)).toBe(JSON.stringify(first));
        expect(readFlow(first)).toEqual({ ok: true, flow: first });
        expect(flowChecks()(first!)).toBeUndefined();
      }
    }),
    { numRuns: 100 },
  );
});

const clinic = () =>
  flowOf({
    hello: node('message', { text: { en: 'Hello', tr: 'Merhaba' } }, { done: 'ask' }),
    ask: node(
      'menu',
      {
        text: { en: 'What?' },
        options: [
          { id: 'book', label: { en: 'Book' } },
          { id: 'cancel', label: { en: 'Cancel' } },
          { id: 'other', label: { en: 'Other' } },
        ],
      },
      { book: 'bye', cancel: 'bye' },
    ),
    bye: node('end', {}),
  });

const changed = (flow: FlowDefinition, id: string, config: object): FlowDefinition => {
  const one = flow.nodes[id]!;
  return { ...flow, nodes: { ...flow.nodes, [id]: { ...one, config: { ...one.config, ...config } } } };
};
const optionsOf = (flow: FlowDefinition) => flow.nodes['ask']!.config['options'] as { id: string }[];

test('two languages of one text, written by two people, are both kept', () => {
  const [ada, ben] = sharedBy(clinic(), 2);
  does(ada!, (flow) => changed(flow, 'hello', { text: { en: 'Good morning', tr: 'Merhaba' } }));
  does(ben!, (flow) => changed(flow, 'hello', { text: { en: 'Hello', tr: 'Günaydın', fa: 'سلام' } }));
  meet(ada!, ben!);
  expect(ada!.read().nodes['hello']!.config).toEqual({
    text: { en: 'Good morning', tr: 'Günaydın', fa: 'سلام' },
  });
});

test('options are merged by their ids: one moves, one changes, one is new, none is doubled or lost', () => {
  const [ada, ben] = sharedBy(clinic(), 2);
  does(ada!, (flow) => changed(flow, 'ask', { options: optionsOf(flow).toReversed() }));
  does(ben!, (flow) => {
    const [book, ...others] = optionsOf(flow);
    return changed(flow, 'ask', {
      options: [
        { ...book, label: { en: 'Make an appointment' } },
        { id: 'price', label: { en: 'Prices' } },
        ...others,
      ],
    });
  });
  meet(ada!, ben!);
  const merged = optionsOf(ben!.read());
  expect(merged.map(({ id }) => id).toSorted()).toEqual(['book', 'cancel', 'other', 'price']);
  expect(merged).toContainEqual({ id: 'book', label: { en: 'Make an appointment' } });
  expect(merged.findIndex(({ id }) => id === 'other')).toBeLessThan(
    merged.findIndex(({ id }) => id === 'book'),
  );
});

test('a node that is removed while somebody leads an exit to it leaves a flow that can be read', () => {
  const [ada, ben] = sharedBy(clinic(), 2);
  does(ada!, (flow) => {
    const { bye: _bye, ...nodes } = flow.nodes;
    return { ...flow, nodes };
  });
  does(ben!, (flow) => changed(flow, 'bye', { reason: 'done' }));
  does(ben!, (flow) => ({
    ...flow,
    nodes: { ...flow.nodes, hello: { ...flow.nodes['hello']!, exits: { done: 'bye' } } },
  }));
  meet(ada!, ben!);
  expect(Object.keys(ben!.read().nodes)).toEqual(['hello', 'ask']);
  expect(readFlow(ada!.read()).ok).toBe(true);
});

test('a value that two people make two kinds of thing is one of them, not both at once', () => {
  const set = (value: object) => (flow: FlowDefinition) => changed(flow, 'bye', { reason: value });
  const [ada, ben] = sharedBy(set({ value: 1 })(clinic()), 2);
  does(ada!, set({ variable: 'why' }));
  does(ben!, set({ template: 'because' }));
  meet(ada!, ben!);
  expect(Object.keys(ada!.read().nodes['bye']!.config['reason'] as object)).toHaveLength(1);
});

test('variables beyond what a flow may have, added by two people at once, do not make it unreadable', () => {
  const many = (from: number, count: number) =>
    Array.from({ length: count }, (_, index) => ({ name: `v${from + index}`, type: 'text' as const }));
  const [ada, ben] = sharedBy({ ...clinic(), variables: many(0, LIMITS.variablesPerFlow - 1) }, 2);
  does(ada!, (flow) => ({ ...flow, variables: [...flow.variables, ...many(1000, 1)] }));
  does(ben!, (flow) => ({ ...flow, variables: [...flow.variables, ...many(2000, 1)] }));
  meet(ada!, ben!);
  expect(readFlow(ben!.read()).ok).toBe(true);
});

test('undoing takes back what one did oneself, and leaves what others did since', () => {
  const [ada, ben] = sharedBy(clinic(), 2);
  const undo = new UndoManager(ada!.root, { trackedOrigins: new Set(['me']), captureTimeout: 0 });
  does(ada!, (flow) => ({ ...flow, name: 'Of Ada' }));
  meet(ada!, ben!);
  does(ben!, (flow) => changed(flow, 'hello', { text: { en: 'Of Ben' } }));
  meet(ada!, ben!);
  undo.undo();
  meet(ada!, ben!);
  expect(ben!.read().name).toBe(clinic().name);
  expect(ben!.read().nodes['hello']!.config['text']).toEqual({ en: 'Of Ben' });
});

test('members that look like our own marks stay members', () => {
  const [ada] = sharedBy(clinic(), 1);
  does(ada!, (flow) => changed(flow, 'bye', { '#place': 1, '##list': { '#order': ['x'] } }));
  expect(ada!.read().nodes['bye']!.config).toEqual({ '#place': 1, '##list': { '#order': ['x'] } });
});

test('whoever is moved gets another place; all are counted anew when there is no number left between two', () => {
  const at = new Map([
    ['a', 0],
    ['b', 1],
    ['c', 2],
    ['d', 3],
  ]);
  const places = (...wanted: string[]) => [...placesFor(wanted, (key) => at.get(key)).keys()];
  expect(places('a', 'b', 'c', 'd')).toEqual([]);
  expect(places('d', 'a', 'b', 'c')).toEqual(['d']);
  expect(places('a', 'c', 'd', 'b')).toEqual(['b']);
  expect(places('a', 'x', 'y', 'b')).toEqual(['x', 'y']);
  const close = new Map([
    ['a', 1],
    ['b', 1 + Number.EPSILON],
  ]);
  expect([...placesFor(['a', 'x', 'b'], (key) => close.get(key)).entries()]).toEqual([
    ['a', 0],
    ['x', 1],
    ['b', 2],
  ]);
});
