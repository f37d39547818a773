import { describe, expect, test } from 'vitest';
import { compile, FLOW_FORMAT, readFlow } from '../index.ts';
import { registry } from '../../../nodes/index.ts';
import { READABLE_FORMATS } from './read-flow.ts';
import { flowOf, node } from '../../../tests/kit/flow-builder.ts';

const flow = flowOf({
  hello: node('message', { text: { en: 'Hello.' } }, { done: 'bye' }),
  bye: node('end'),
});
const issuesOf = (document: unknown) => {
  const read = readFlow(document);
  return read.ok
    ? []
    : read.issues.map(({ code, node: at, path }) => `${code} ${at ?? '-'} ${path?.join('.')}`);
};
const { hello, bye } = flow.nodes;

describe('a document of today', () => {
  test('is read as it is', () => {
    expect(readFlow(flow)).toEqual({ ok: true, flow });
  });

  test.each([
    ['a field nobody knows', { ...flow, colour: 'red' }, 'flow.schema - colour'],
    [
      'a field of a node nobody knows',
      { ...flow, nodes: { hello: { ...hello, colour: 'red' }, bye } },
      'flow.schema hello colour',
    ],
    [
      'a node without its exits',
      { ...flow, nodes: { hello: { ...hello, exits: undefined }, bye } },
      'flow.schema hello exits',
    ],
    ['an id with a dot in it', { ...flow, start: 'a.b' }, 'flow.schema - start'],
    ['no language', { ...flow, languages: [] }, 'flow.schema - languages'],
    ['a language in another spelling', { ...flow, languages: ['TR-tr'] }, 'flow.schema - languages.0'],
    ['no channel', { ...flow, channels: [] }, 'flow.schema - channels'],
    ['a zone that is none', { ...flow, zone: 'Mars/Olympus' }, 'flow.schema - zone'],
    [
      'a variable with a name of ours',
      { ...flow, variables: [{ name: 'customer', type: 'text' }] },
      'flow.schema - variables.0.name',
    ],
    ['a handler nobody knows', { ...flow, handlers: { lost: 'bye' } }, 'flow.schema - handlers.lost'],
  ])('is refused with %s, and the field is named', (_what, document, finding) => {
    expect(issuesOf(document)).toEqual([finding]);
  });
});

describe('a document of another format', () => {
  const { zone: _zone, ...rest } = flow;
  const nodes = Object.fromEntries(
    Object.entries(flow.nodes).map(([id, { exits: _exits, ...one }]) => [id, one]),
  );
  const old = { ...rest, format: 1, nodes, edges: [{ from: 'hello', exit: 'done', to: 'bye' }] };

  test('1 is brought to today’s: edges become exits, and the zone UTC', () => {
    expect(readFlow(old)).toEqual({ ok: true, flow: { ...flow, zone: 'UTC' } });
  });

  test('1 keeps the zone it has, and drops edges from nodes that are gone', () => {
    const read = readFlow({
      ...old,
      zone: 'Asia/Tehran',
      edges: [...old.edges, { from: 'gone', exit: 'done', to: 'bye' }],
    });
    expect(read).toEqual({ ok: true, flow: { ...flow, zone: 'Asia/Tehran' } });
  });

  test('1 is not changed while it is read', () => {
    const before = JSON.stringify(old);
    readFlow(old);
    expect(JSON.stringify(old)).toBe(before);
  });

  test('1 that cannot be read says so', () => {
    expect(issuesOf({ ...old, edges: 'none' })).toEqual(['flow.format - format']);
  });

  test.each([0, 3, -1, 99])('%i is refused, and the readable ones are told', (format) => {
    const read = readFlow({ ...flow, format });
    expect(read).toMatchObject({ ok: false, issues: [{ code: 'flow.format', path: ['format'] }] });
    expect(JSON.stringify(read)).toContain('readable are 1, 2');
  });

  test.each([undefined, '2', 2.5, null])('%s is no format', (format) => {
    expect(issuesOf({ ...flow, format })).toEqual(['flow.schema - format']);
  });

  test('every format from the first on can be read', () => {
    expect(READABLE_FORMATS).toEqual(Array.from({ length: FLOW_FORMAT }, (_, index) => index + 1));
  });
});

describe('frames and notes', () => {
  const annotations = {
    frames: { sales: { title: 'Sales', x: 0, y: 0, width: 400, height: 300, folded: ['hello'] } },
    notes: { todo: { text: 'Ask @Ada', x: 0, y: 0, width: 200, height: 100, mentions: ['ada'] } },
  };

  test('are part of the document, and nothing to the machine', () => {
    const drawn = { ...flow, annotations };
    expect(readFlow(drawn)).toEqual({ ok: true, flow: drawn });
    const [bare, annotated] = [flow, drawn].map((one) => compile(one, registry));
    expect(annotated).toMatchObject({ ok: true });
    expect(annotated).toEqual(bare);
  });

  test('with a field nobody knows are refused', () => {
    const { todo } = annotations.notes;
    expect(
      issuesOf({ ...flow, annotations: { frames: {}, notes: { todo: { ...todo, html: '<b>' } } } }),
    ).toEqual(['flow.schema - annotations.notes.todo.html']);
  });
});
