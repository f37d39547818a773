import type { FlowDefinition, FlowNode } from '../../runtime/engine/index.ts';
import { flowOf, node } from './flow-builder.ts';
import { type Dice, oneOf } from './random-flow.ts';

type Edit = (flow: FlowDefinition, dice: Dice) => FlowDefinition;
type Option = { id: string; label: { [language: string]: string } };

/** A drawing to begin with: every kind of member there is. */
export function startingFlow(dice: Dice): FlowDefinition {
  const ids = Array.from({ length: 2 + dice(5) }, (_, index) => `n${index}`);
  return flowOf(Object.fromEntries(ids.map((id) => [id, randomNode(dice)])), {
    variables: [{ name: 'age', type: 'number' }],
    handlers: { left: 'n0' },
    apology: { en: 'Sorry' },
    annotations: { frames: {}, notes: { note: { text: 'Why?', x: 0, y: 0, width: 100, height: 50 } } },
  });
}

/** One thing somebody may do to a drawing, sensible or not. What it leaves alone stays the same object. */
export const randomEdit: Edit = (flow, dice) => oneOf(dice, EDITS)(flow, dice);

function randomNode(dice: Dice): FlowNode {
  return oneOf(dice, [
    node('message', { text: { en: `Hello ${dice(100)}`, tr: 'Merhaba' }, pause: { value: dice(9) } }),
    node('menu', { text: { en: 'What?' }, options: options(dice), again: [1, 2, { deep: ['x'] }] }, {}),
    node('set', { zeta: 1, alpha: { variable: 'age' }, list: [] }),
  ]);
}

const options = (dice: Dice): Option[] =>
  Array.from({ length: dice(5) }, (_, index) => ({ id: `o${index}`, label: { en: `Option ${dice(100)}` } }));

const EDITS: readonly Edit[] = [
  (flow, dice) => ({ ...flow, name: `Name ${dice(1000)}` }),
  (flow, dice) =>
    dice(2) === 0 ? { ...flow, description: `About ${dice(9)}` } : without(flow, 'description', flow),
  (flow, dice) => withNode(flow, `m${dice(8)}`, randomNode(dice)),
  (flow, dice) => {
    const id = someNode(flow, dice);
    return id === undefined ? flow : { ...flow, nodes: without(flow.nodes, id, flow.nodes) };
  },
  onNode((one, flow, dice) => ({
    ...one,
    exits: { ...one.exits, [`e${dice(4)}`]: someNode(flow, dice) ?? 'n0' },
  })),
  onNode((one, _flow, dice) => ({ ...one, exits: without(one.exits, `e${dice(4)}`, one.exits) })),
  onNode((one, _flow, dice) => ({ ...one, name: `Node ${dice(100)}` })),
  onField('text', (text, dice) => ({
    ...(text as object),
    [oneOf(dice, ['en', 'fa', 'ms'])]: `Text ${dice(100)}`,
  })),
  onField('pause', (_pause, dice) =>
    oneOf(dice, [{ value: dice(9) }, { variable: 'age' }, { template: 'x' }, { value: { en: [dice(3)] } }]),
  ),
  onField('options', (now, dice) => edited(now as Option[] | undefined, dice)),
  onField('again', (_again, dice) => oneOf(dice, [[], [1], [{ id: 'a' }, { id: 'b' }], 'none', null])),
  onField('#odd', (_odd, dice) => dice(3)),
  onField('toString', (_born, dice) => oneOf(dice, [dice(3), { valueOf: dice(3) }])),
  (flow, dice) => {
    const id = someNode(flow, dice);
    return id === undefined
      ? flow
      : { ...flow, layout: { ...flow.layout, [id]: { x: dice(500), y: dice(500) } } };
  },
  (flow, dice) => ({ ...flow, languages: oneOf(dice, [['en'], ['en', 'tr'], ['fa', 'en', 'ms']]) }),
  (flow, dice) => ({ ...flow, variables: shuffled(withOne(flow.variables, `v${dice(6)}`), dice) }),
  (flow, dice) => ({ ...flow, variables: flow.variables.filter(() => dice(3) > 0) }),
  (flow, dice) => ({ ...flow, start: someNode(flow, dice) ?? flow.start }),
  (flow, dice) => (dice(2) === 0 ? without(flow, 'handlers', flow) : { ...flow, handlers: { error: 'n1' } }),
  (flow, dice) => {
    const { frames = {}, notes = {} } = flow.annotations ?? {};
    const frame = { title: `Frame ${dice(9)}`, x: dice(90), y: 0, width: 10, height: 10 };
    return dice(3) === 0
      ? without(flow, 'annotations', flow)
      : { ...flow, annotations: { frames: { ...frames, [`f${dice(3)}`]: frame }, notes } };
  },
];

function onNode(edit: (one: FlowNode, flow: FlowDefinition, dice: Dice) => FlowNode): Edit {
  return (flow, dice) => {
    const id = someNode(flow, dice);
    const one = id === undefined ? undefined : flow.nodes[id];
    return one ? withNode(flow, id!, edit(one, flow, dice)) : flow;
  };
}

function onField(name: string, edit: (value: unknown, dice: Dice) => unknown): Edit {
  return onNode((one, _flow, dice) => ({
    ...one,
    config: { ...one.config, [name]: edit(one.config[name], dice) },
  }));
}

function edited(now: Option[] | undefined, dice: Dice): Option[] {
  const list = Array.isArray(now) ? now : [];
  switch (dice(4)) {
    case 0:
      return list.slice(1);
    case 1:
      return shuffled(list, dice);
    case 2:
      return list.map((one, index) =>
        index === 0 ? { ...one, label: { ...one.label, tr: `Seçenek ${dice(9)}` } } : one,
      );
    default: {
      const id = `o${dice(9)}`;
      if (list.some((one) => one.id === id)) return list;
      return list.toSpliced(dice(list.length + 1), 0, { id, label: { en: `New ${dice(9)}` } });
    }
  }
}

const withNode = (flow: FlowDefinition, id: string, one: FlowNode): FlowDefinition => ({
  ...flow,
  nodes: { ...flow.nodes, [id]: one },
});

const withOne = (variables: FlowDefinition['variables'], name: string): FlowDefinition['variables'] =>
  variables.some((one) => one.name === name) ? variables : [...variables, { name, type: 'text' }];

const someNode = (flow: FlowDefinition, dice: Dice): string | undefined => {
  const ids = Object.keys(flow.nodes);
  return ids.length === 0 ? undefined : oneOf(dice, ids);
};

function without<Record extends object>(record: Record, name: string, unchanged: Record): Record {
  if (!Object.hasOwn(record, name)) return unchanged;
  return Object.fromEntries(Object.entries(record).filter(([key]) => key !== name)) as Record;
}

function shuffled<Item>(items: readonly Item[], dice: Dice): Item[] {
  const [item, ...others] = items;
  return item === undefined ? [] : others.toSpliced(dice(others.length + 1), 0, item);
}
