import { describe, expect, test } from 'vitest';
import { flowOf, node } from '../../tests/kit/flow-builder.ts';
import { registry } from '../../nodes/index.ts';
import { calendarSchema, compile, type FlowDefinition } from '../../runtime/engine/index.ts';
import { calledFrom } from './called-from.ts';
import { insideOf } from './inside.tsx';
import { library, type Loading, type Playable } from './library.ts';
import { lookedAt, lookFor, trailOf } from './trail.ts';
import { lightsOf } from './lights-of.ts';
import { outsideOf } from './outside-of.ts';
import { shownLines } from './shown-lines.ts';
import { simulation } from './simulation.ts';
import { variablesOf } from './story/variable-history.ts';
import { tips, wayTo, worldOf } from './walks.ts';

const MONDAY = Date.parse('2026-03-02T09:00:00Z');

const always = [{ from: '00:00', to: '24:00' }];
const calendar = calendarSchema.parse({
  id: 'opening',
  name: 'Opening',
  zone: 'UTC',
  weekly: { mon: always, tue: always, wed: always, thu: always, fri: always, sat: [], sun: [] },
  holidays: [],
  emergency: { on: false },
});

const bye = node('end', { reason: 'done' });
const tea: FlowDefinition = flowOf(
  {
    hours: node(
      'hours',
      { calendar: 'opening' },
      { open: 'ask', closed: 'closed', holiday: 'closed', emergency: 'closed' },
    ),
    closed: node('message', { text: { en: 'We are closed.' } }, { done: 'bye' }),
    ask: node(
      'menu',
      {
        prompt: { en: 'Tea?', tr: 'Çay?' },
        options: [
          { id: 'tea', label: { en: 'Tea', tr: 'Çay' }, key: '1' },
          { id: 'none', label: { en: 'Nothing', tr: 'Hiç' }, key: '2' },
        ],
        attempts: 2,
      },
      { tea: 'more', none: 'bye', noInput: 'bye', noMatch: 'bye' },
    ),
    more: node('sub-flow', { flow: 'inner' }, { completed: 'bye', failed: 'bye' }),
    bye,
  },
  {
    id: 'tea',
    name: 'Tea',
    channels: ['chat', 'voice', 'sms', 'whatsapp'],
    languages: ['en', 'tr'],
    start: 'hours',
  },
);
const inner = flowOf(
  { it: node('message', { text: { en: 'From inside.' } }, { done: 'bye' }), bye },
  { id: 'inner', name: 'Inner', channels: ['chat', 'voice', 'sms', 'whatsapp'], start: 'it' },
);

function playable(flow: FlowDefinition, version = 1): Playable {
  const compiled = compile(flow, registry, { otherFlow: (id) => (id === 'inner' ? inner : undefined) });
  if (!compiled.ok) throw new Error(JSON.stringify(compiled.issues));
  return { flow, machine: compiled.machine, version };
}

const loading = (called: FlowDefinition): Loading => ({
  calendars: async () => [calendar],
  version: async (flow) => (flow === 'inner' ? playable(called, 3) : undefined),
});

/** A simulation, and how to wait until it has loaded what it needs. */
function played(flow = tea, called = inner) {
  const running = simulation(library(loading(called)), playable(flow), MONDAY);
  const rest = async () => {
    await expect.poll(() => running.read().isBusy).toBe(false);
    return worldOf(running.read().walks);
  };
  return { ...running, rest };
}

const place = (world: Awaited<ReturnType<ReturnType<typeof played>['rest']>>) =>
  world.snapshot?.ended ? 'over' : world.snapshot?.frames.at(-1)?.state.split('/')[0];

describe('a simulation', () => {
  test('loads calendars and other flows when they are looked up, and goes on as if they had been there', async () => {
    const running = played();
    running.open();
    expect(place(await running.rest())).toBe('ask');
    running.do({ type: 'chooses', option: 'tea' });
    expect(shownLines(await running.rest()).map(({ text }) => text)).toContain('From inside.');
  });

  test('goes back and does something else; both branches stay', async () => {
    const running = played();
    running.open();
    await running.rest();
    const asked = running.read().walks.here;
    running.do({ type: 'chooses', option: 'tea' });
    await running.rest();
    const served = running.read().walks.here;
    running.goTo(asked);
    expect(running.read().walks.tip).toBe(served);
    running.do({ type: 'leaves' });
    await running.rest();
    expect(tips(running.read().walks)).toEqual([served, running.read().walks.here]);
    running.goTo(served);
    expect(worldOf(running.read().walks).snapshot?.ended?.reason).toBe('done');
    // The very same again is no branch of its own.
    running.goTo(asked);
    running.do({ type: 'leaves' });
    await running.rest();
    expect(tips(running.read().walks)).toHaveLength(2);
  });

  test('goes the same way on another channel, in the way of that channel', async () => {
    const running = played();
    running.open();
    await running.rest();
    running.do({ type: 'gives', input: { kind: 'choice', value: 'none' } });
    await running.rest();
    running.changeChannel('voice');
    const world = await running.rest();
    const given = world.story.flatMap(({ event }) => (event.type === 'input.received' ? [event.input] : []));
    expect([world.snapshot?.channel, given]).toEqual(['voice', [{ kind: 'dtmf', value: '2' }]]);
    expect(running.beside('sms').story.at(-1)?.event).toMatchObject({
      input: { kind: 'text', value: 'Nothing' },
    });
  });

  test('goes the same way in another language, at another time, with other chance', async () => {
    const running = played();
    running.open();
    await running.rest();
    running.change({ customer: { id: 'customer', language: 'tr' }, seed: 7 });
    expect(shownLines(await running.rest())[0]?.text).toBe('Çay?');
    expect(worldOf(running.read().walks).seed).toBe(7);
    running.change({ at: Date.parse('2026-03-07T18:01:00Z') });
    expect(shownLines(await running.rest())[0]?.text).toBe('We are closed.');
    // Whoever begins again is the same customer, with the same chance.
    running.begin();
    expect(worldOf(running.read().walks)).toMatchObject({ customer: { language: 'tr' }, seed: 7 });
  });

  test('changes the world under way', async () => {
    const running = played();
    running.do({ type: 'changes', setting: { calendars: { opening: 'holiday' } } });
    running.open();
    expect(shownLines(await running.rest())[0]?.text).toBe('We are closed.');
  });

  test('plays on the drawing it began on; the same way on a new one is another branch', async () => {
    const running = played();
    running.open();
    await running.rest();
    const { machine } = playable({
      ...tea,
      nodes: {
        ...tea.nodes,
        ask: { ...tea.nodes['ask']!, config: { ...tea.nodes['ask']!.config, prompt: { en: 'Wish?' } } },
      },
    });
    running.redraw({ flow: tea, machine });
    running.do({ type: 'staysSilent' });
    expect(shownLines(await running.rest()).some(({ text }) => text.includes('Wish?'))).toBe(false);
    running.renew();
    expect(shownLines(await running.rest())[0]?.text).toBe('Wish?');
  });

  test('says why something cannot be done, and does nothing', async () => {
    const running = played();
    running.do({ type: 'leaves' });
    expect(running.read().refused).toEqual({ code: 'nobody', about: '' });
    expect(wayTo(running.read().walks, running.read().walks.here)).toHaveLength(1);
  });

  test('sets variables by hand and remembers what they were', async () => {
    const counted = flowOf(
      {
        set: node('set-variables', { set: [{ variable: 'tries', to: { value: 1 } }] }, { done: 'ask' }),
        ask: tea.nodes['ask']!,
        more: tea.nodes['more']!,
        bye,
      },
      {
        id: 'tea',
        name: 'Tea',
        channels: ['chat'],
        languages: ['en', 'tr'],
        start: 'set',
        variables: [{ name: 'tries', type: 'number' }],
      },
    );
    const running = played(counted);
    running.open();
    await running.rest();
    running.do({ type: 'sets', variable: 'tries', to: 5 });
    expect(variablesOf(running.read().walks)).toEqual([
      {
        name: 'tries',
        value: 5,
        history: [
          { at: 1, value: 1 },
          { at: 2, value: 5 },
        ],
      },
    ]);
  });

  test('lights the ways that were taken, how often, and where the contact is', async () => {
    const running = played();
    running.open();
    expect(lightsOf(await running.rest(), 'tea')).toMatchObject({
      ways: new Map([['hours:open', 1]]),
      nodes: new Set(['hours', 'ask']),
      current: 'ask',
    });
    running.do({ type: 'leaves' });
    const left = await running.rest();
    expect(lightsOf(left, 'tea').current).toBeUndefined();
    // A way that is taken again counts again.
    const { story } = left;
    expect(lightsOf({ story: [...story, ...story], snapshot: null }, 'tea').ways.get('hours:open')).toBe(2);
  });
});

test('inside a flow that is called, the node that called it is lit, and the place inside is told', async () => {
  const options = [{ id: 'milk', label: { en: 'Milk' } }];
  const exits = { milk: 'bye', noInput: 'bye', noMatch: 'bye' };
  const asks = node('menu', { prompt: { en: 'With?' }, options }, exits);
  const waiting = flowOf({ it: { ...asks, name: 'With what' }, bye }, { id: 'inner', name: 'Inner' });
  const running = played(tea, waiting);
  const inside = (world: Awaited<ReturnType<typeof running.rest>>) =>
    insideOf(world, 'tea', running.drawingOf);
  running.open();
  expect(inside(await running.rest())).toBeUndefined();
  running.do({ type: 'chooses', option: 'tea' });
  const world = await running.rest();
  expect(inside(world)).toEqual({ flow: 'inner', name: 'Inner', node: 'With what' });
  expect(lightsOf(world, 'tea')).toMatchObject({
    current: 'more',
    ways: new Map([
      ['hours:open', 1],
      ['ask:tea', 1],
    ]),
  });
  expect(lightsOf(world, 'inner').current).toBe('it');
  const [outer, called] = trailOf(world, 'main');
  expect([outer, called]).toMatchObject([
    { flow: 'tea', node: 'more' },
    { flow: 'inner', version: 3, node: 'it' },
  ]);
  const trail = [outer!, called!];
  expect([lookFor(trail, 0), lookFor(trail, 1)]).toEqual(['main', 'running']);
  expect([lookedAt(trail, 'main'), lookedAt(trail, 'running')]).toEqual([0, 1]);
  running.do({ type: 'chooses', option: 'milk' });
  const after = await running.rest();
  expect(inside(after)).toBeUndefined();
  // Whoever follows is back with it; what was picked by hand stays, though the contact has left it.
  expect(lookedAt(trailOf(after, 'running'), 'running')).toBe(0);
  const picked = { flow: 'inner', version: 3 };
  const longer = trailOf(after, picked);
  expect([longer.length, lookedAt(longer, picked), lookFor(longer, 1)]).toEqual([2, 1, picked]);
  expect(lightsOf(after, 'inner').ways.get('it:milk')).toBe(1);
});

describe('options', () => {
  test.each([
    ['chat', 'buttons'],
    ['whatsapp', 'buttons'],
    ['sms', 'text'],
    ['voice', undefined],
  ] as const)('on %s are shown as %s', async (channel, as) => {
    const running = played({ ...tea, channels: [channel] });
    running.open();
    expect(shownLines(await running.rest()).at(-1)?.offers?.as).toBe(as);
  });

  test('of WhatsApp become a list and then text when there are more than it shows', async () => {
    const many = (count: number, label: string) => {
      const options = Array.from({ length: count }, (_, index) => ({
        id: `o${index}`,
        label: { en: `${label}${index}` },
      }));
      const ask = node(
        'menu',
        { prompt: { en: 'Which?' }, options, attempts: 1 },
        {
          ...Object.fromEntries(options.map(({ id }) => [id, 'bye'])),
          noInput: 'bye',
          noMatch: 'bye',
        },
      );
      return flowOf({ ask, bye }, { id: 'many', name: 'Many', channels: ['whatsapp'], start: 'ask' });
    };
    const asOf = async (count: number, label: string) => {
      const running = played(many(count, label));
      running.open();
      return shownLines(await running.rest()).at(-1)?.offers?.as;
    };
    expect(await asOf(4, 'Tea')).toBe('list');
    expect(await asOf(11, 'Tea')).toBe('text');
    expect(await asOf(2, 'A very long label of an option')).toBe('text');
  });
});

test('what a flow asks of the outside is read from its machine', () => {
  expect(outsideOf(playable(tea).machine)).toEqual({
    http: [],
    code: [],
    transfers: [],
    calendars: ['opening'],
    flows: [{ flow: 'inner' }],
  });
});

test('flows that are called are brought onto the page once each, with those they call', async () => {
  const running = played();
  expect(running.read().called).toEqual([]);
  running.reach();
  await expect
    .poll(() => running.read().called.map(({ flow, version }) => [flow.id, version]))
    .toEqual([['inner', 3]]);

  const calls = (id: string, ...flows: [flow: string, version?: number][]): Playable => {
    const nodes = flows.map(([flow, version], index) => [
      `n${index}`,
      node('sub-flow', version === undefined ? { flow } : { flow, version }, {
        completed: `n${index + 1}`,
        failed: 'bye',
      }),
    ]);
    const flow = flowOf({ ...Object.fromEntries(nodes), [`n${flows.length}`]: bye, bye }, { id, name: id });
    const compiled = compile(flow, registry);
    if (!compiled.ok) throw new Error(JSON.stringify(compiled.issues));
    return { flow, machine: compiled.machine, version: 1 };
  };
  const shelf: { [key: string]: Playable } = {
    'b ': calls('b', ['a'], ['c', 2]),
    'c 2': calls('c', ['b'], ['c'], ['gone']),
  };
  const wanted: string[] = [];
  const found = calledFrom(
    {
      playable(flow, version) {
        wanted.push(`${flow} ${version ?? ''}`);
        return shelf[`${flow} ${version ?? ''}`];
      },
    },
    calls('a', ['b'], ['b']),
  );
  expect(found.map(({ flow }) => flow.id)).toEqual(['b', 'c']);
  expect(wanted).toEqual(['b ', 'c 2', 'gone ']);
});
