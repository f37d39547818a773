import { describe, expect, test } from 'vitest';
import { compile, type FlowDefinition, readFlow } from '../../../runtime/engine/index.ts';
import { nodeTypes, registry } from '../../../nodes/index.ts';
import { flowOf, node } from '../../../tests/kit/flow-builder.ts';
import { making } from '../draft/open-draft.ts';
import { addNode } from './add-node.ts';
import { alignBottom, alignCentre } from './align-nodes.ts';
import type { Command, Scene } from './command.ts';
import { distributeDown } from './distribute-nodes.ts';
import { duplicateChosen } from './duplicate-chosen.ts';
import { extractFlow } from './extract-flow.ts';
import { extraction } from './extraction.ts';
import { foldFrame } from './fold-frame.ts';
import { layOut } from './lay-out.ts';
import { moveNodes } from './move-nodes.ts';
import { boxOf } from './places.ts';
import { removeChosen } from './remove-chosen.ts';

/** Hello, a question, two ends; the question fails to the first message again. */
const flow = () =>
  flowOf(
    {
      hello: node('message', { text: { en: 'Hello {{name}}' } }, { done: 'ask' }),
      ask: node(
        'menu',
        { prompt: { en: 'Which?' }, options: [{ id: 'one', label: { en: 'One' }, key: '1' }] },
        { one: 'thanks', noInput: 'bye', noMatch: 'hello' },
      ),
      thanks: node('message', { text: { en: 'Thanks' } }, { done: 'bye' }),
      bye: node('end', { text: { en: 'Bye' } }),
    },
    {
      variables: [
        { name: 'name', type: 'text' },
        { name: 'other', type: 'text' },
      ],
    },
  );

function done<Args>(command: Command<Args>, before: FlowDefinition, args: Args) {
  const copy = structuredClone(before);
  const edit = command.edit(before, args, making);
  expect(before, 'the document it was given').toEqual(copy);
  if ('refused' in edit) throw new Error(edit.refused);
  expect(readFlow(edit.flow), 'a document that can be read').toEqual({ ok: true, flow: edit.flow });
  return edit;
}
const refusal = <Args>(command: Command<Args>, before: FlowDefinition, args: Args) => {
  const edit = command.edit(before, args, making);
  return 'refused' in edit ? edit.refused : undefined;
};
const sceneOf = (drawn: FlowDefinition, ...chosen: string[]): Scene => ({
  flow: drawn,
  chosen,
  middle: { x: 0, y: 0 },
  boxOf: (id) => boxOf(drawn, id),
});

describe('a new node', () => {
  const message = { type: 'message', name: 'Message', at: { x: 0, y: 0 } };

  test.each(nodeTypes.map(({ type }) => type))('of type %s can be used as it is', (type) => {
    const { flow: drawn, chosen } = done(addNode, flow(), { ...message, type });
    const added = drawn.nodes[chosen![0]!]!;
    expect(registry(type)!.config.safeParse(added.config).success).toBe(true);
  });

  test('comes after another, at the exit that is free, and covers nothing', () => {
    const loose = flow();
    delete loose.nodes['ask']!.exits['noMatch'];
    const { flow: drawn, chosen } = done(addNode, loose, { ...message, after: { node: 'ask' } });
    expect(chosen).toEqual(['message']);
    expect(drawn.nodes['ask']!.exits['noMatch']).toBe('message');
    const { x, y } = drawn.layout['message']!;
    const others = Object.entries(drawn.layout).filter(([id]) => id !== 'message');
    expect(others.filter(([, at]) => Math.abs(at.x - x) < 264 && Math.abs(at.y - y) < 176)).toEqual([]);
  });

  test('put into a line leads where the line led', () => {
    const { flow: drawn } = done(addNode, flow(), { ...message, after: { node: 'hello', exit: 'done' } });
    expect([drawn.nodes['hello']!.exits['done'], drawn.nodes['message']!.exits['done']]).toEqual([
      'message',
      'ask',
    ]);
  });

  test('is the start of a flow that had none, and speaks its language', () => {
    const empty = flowOf({}, { languages: ['tr'] });
    const { flow: drawn } = done(addNode, empty, message);
    expect(drawn.start).toBe('message');
    expect(Object.keys(drawn.nodes['message']!.config['text'] as object)).toEqual(['tr']);
  });

  test('of a type nobody knows, or after a node that is gone, is refused', () => {
    expect(refusal(addNode, flow(), { ...message, type: 'nope' })).toBe('unknown-type');
    expect(refusal(addNode, flow(), { ...message, after: { node: 'nope' } })).toBe('gone');
  });
});

describe('removing', () => {
  test('takes exits that led there along, and chooses the neighbour', () => {
    const { flow: drawn, chosen } = done(removeChosen, flow(), { ids: ['bye'] });
    expect(Object.keys(drawn.layout)).not.toContain('bye');
    expect(drawn.nodes['thanks']!.exits).toEqual({});
    expect(drawn.nodes['ask']!.exits).toEqual({ one: 'thanks', noMatch: 'hello' });
    expect(chosen).toEqual(['ask']);
  });

  test('the start makes what came after it the start', () => {
    expect(done(removeChosen, flow(), { ids: ['hello'] }).flow.start).toBe('ask');
  });

  test('a folded frame lets go of what is in it', () => {
    const framed = {
      ...flow(),
      annotations: {
        frames: { box: { title: '', x: 0, y: 0, width: 9, height: 9, folded: ['ask'] } },
        notes: {},
      },
    };
    const { flow: drawn } = done(removeChosen, framed, { ids: ['box'] });
    expect([Object.keys(drawn.nodes).length, drawn.annotations]).toEqual([4, undefined]);
  });
});

describe('places', () => {
  const apart = { hello: { x: 0, y: 0 }, ask: { x: 90, y: 100 }, thanks: { x: 10, y: 900 } };
  const placed = () => done(moveNodes, flow(), { places: apart }).flow;

  test('are brought into line and apart', () => {
    const scene = sceneOf(placed(), 'hello', 'ask', 'thanks');
    const centred = alignCentre.offer!.args(scene)!;
    expect(Object.values(centred.places).map(({ x }) => x)).toEqual([45, 45, 45]);
    const below = alignBottom.offer!.args(scene)!;
    expect(new Set(Object.values(below.places).map(({ y }) => y))).toEqual(new Set([900]));
    const even = distributeDown.offer!.args(scene)!;
    expect(Object.values(even.places).map(({ y }) => y)).toEqual([0, 450, 900]);
    expect(alignCentre.offer!.args(sceneOf(placed(), 'hello'))).toBeUndefined();
  });

  test('of a frame: what is folded into it goes along, and it follows a layout', () => {
    const frame = { title: 'Both', x: -20, y: -20, width: 420, height: 330 };
    const framed = { ...placed(), annotations: { frames: { box: frame }, notes: {} } };
    const folded = done(foldFrame, framed, { frame: 'box' }).flow;
    expect(folded.annotations!.frames['box']!.folded).toEqual(['hello', 'ask']);
    const moved = done(moveNodes, folded, { places: { box: { x: 980, y: -20 } } }).flow;
    expect([moved.layout['hello'], moved.layout['ask']]).toEqual([
      { x: 1000, y: 0 },
      { x: 1090, y: 100 },
    ]);
    expect(done(foldFrame, moved, { frame: 'box' }).flow.annotations!.frames['box']!.folded).toBeUndefined();
    const laid = done(layOut, framed, {
      places: { hello: { x: 500, y: 500 }, ask: { x: 900, y: 500 } },
    }).flow;
    expect(laid.annotations!.frames['box']).toMatchObject({ x: 472, y: 440 });
  });
});

test('a copy beside the original keeps the lines among the copied', () => {
  const { flow: drawn, chosen } = done(duplicateChosen, flow(), { ids: ['hello', 'ask'] });
  expect(chosen).toEqual(['hello-2', 'ask-2']);
  expect(drawn.nodes['hello-2']!.exits).toEqual({ done: 'ask-2' });
  expect(drawn.nodes['ask-2']!.exits).toEqual({ noMatch: 'hello-2' });
});

describe('a flow of its own', () => {
  test('is made of what is chosen, keeps its exits and values, and both can be published', () => {
    const whole = flow();
    whole.nodes['hello']!.exits = { done: 'greet' };
    whole.nodes['greet'] = node('message', { text: { en: 'Dear {{name}}' } }, { done: 'ask' });
    whole.layout['greet'] = { x: 0, y: 0 };
    whole.nodes['ask']!.exits['noMatch'] = 'greet';
    const taken = extraction(whole, ['greet', 'ask']);
    if ('refused' in taken) throw new Error(taken.refused);
    expect(taken.exits).toEqual({ one: 'thanks', 'no-input': 'bye' });
    const inner = { ...taken.inner, id: 'asking', name: 'Asking' };
    expect(compile(inner, registry).issues).toEqual([]);
    expect(inner.variables).toEqual([{ name: 'name', type: 'text', input: true, output: true }]);

    const { flow: outer } = done(extractFlow, whole, {
      ids: ['greet', 'ask'],
      flow: 'asking',
      name: 'Asking',
    });
    expect(outer.nodes['hello']!.exits).toEqual({ done: 'asking' });
    expect(outer.nodes['asking']!.exits).toEqual({ one: 'thanks', 'no-input': 'bye' });
    const surroundings = { otherFlow: (id: string) => (id === 'asking' ? inner : undefined) };
    const found = compile(outer, registry, surroundings).issues.filter(
      ({ code }) => code !== 'exit.dangling',
    );
    expect(found).toEqual([]);
  });

  test('cannot be made of nodes with several ways in, or with none', () => {
    expect(extraction(flow(), ['hello', 'bye'])).toEqual({ refused: 'several-ways-in' });
    expect(extraction(flow(), [])).toEqual({ refused: 'nothing-chosen' });
  });
});
