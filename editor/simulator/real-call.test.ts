import { expect, test } from 'vitest';
import { flowOf, node } from '../../tests/kit/flow-builder.ts';
import { registry } from '../../nodes/index.ts';
import { compile, type FlowDefinition } from '../../runtime/engine/index.ts';
import { library } from './library.ts';
import { type AskedRequest, type Caller, MOST_CALLS } from './real-call.ts';
import { simulation } from './simulation.ts';
import { worldOf } from './walks.ts';

const EXITS = ['success', 'notFound', 'clientError', 'serverError', 'timeout', 'failed'];

/** Asks for a price, and says it; or asks again and again. */
const asks = (then: 'say' | 'price'): FlowDefinition =>
  flowOf(
    {
      price: node(
        'http-request',
        { url: 'https://a.example/price', mapping: [{ from: 'price', variable: 'price' }] },
        Object.fromEntries(EXITS.map((exit) => [exit, exit === 'success' ? then : 'bye'])),
      ),
      say: node('message', { text: { en: 'It is {{ price }}.' } }, { done: 'bye' }),
      bye: node('end', { reason: 'done' }),
    },
    {
      id: 'shop',
      name: 'Shop',
      channels: ['chat'],
      start: 'price',
      variables: [{ name: 'price', type: 'number' }],
    },
  );

function played(caller?: Caller, then: 'say' | 'price' = 'say') {
  const flow = asks(then);
  const compiled = compile(flow, registry, { hostAllowed: () => true });
  if (!compiled.ok) throw new Error(JSON.stringify(compiled.issues));
  const nothing = { calendars: async () => [], version: async () => undefined };
  const running = simulation(library(nothing), { flow, machine: compiled.machine, version: 1 }, 0, caller);
  const rest = async () => {
    await expect.poll(() => running.read().isBusy).toBe(false);
    return worldOf(running.read().walks);
  };
  return { ...running, rest };
}

const real = { type: 'changes', setting: { real: { price: true } } } as const;
const costs = (price: number) => ({ result: { status: 200, ok: true, body: { price }, headers: {} } });

test('a request is really made when the flow comes to it, and what comes back is taken', async () => {
  const asked: AskedRequest[] = [];
  const running = played(async (one) => {
    asked.push(one);
    return costs(950);
  });
  running.do(real);
  running.open();
  const world = await running.rest();
  expect(asked).toMatchObject([
    { flow: 'shop', node: 'price', effect: { method: 'GET', url: 'https://a.example/price' } },
  ]);
  expect(world.snapshot?.frames[0]?.context.vars['price']).toBe(950);
  // Going back asks nobody anew, and neither does going on: what was answered is part of the walk.
  running.goTo(2);
  running.goTo(3);
  expect([asked.length, worldOf(running.read().walks)]).toEqual([1, world]);
});

test('whoever has gone elsewhere meanwhile is not brought back by an answer', async () => {
  let answer: (outcome: ReturnType<typeof costs>) => void = () => undefined;
  const running = played(() => new Promise((resolve) => (answer = resolve)));
  running.do(real);
  running.open();
  running.goTo(0);
  answer(costs(1));
  await running.rest();
  expect(running.read().walks.here).toBe(0);
});

test('a server that refuses is told; it can be asked again by hand', async () => {
  let isUp = false;
  const running = played(async () => {
    if (!isUp) throw new Error('Nobody is there.');
    return costs(3);
  });
  running.do(real);
  running.open();
  await running.rest();
  await expect.poll(() => running.read().refused).toEqual({ failed: new Error('Nobody is there.') });
  isUp = true;
  running.call();
  await expect.poll(() => worldOf(running.read().walks).snapshot?.ended?.reason).toBe('done');
});

test('a ring of requests is not asked for without end', async () => {
  let asked = 0;
  const running = played(async () => costs((asked += 1)), 'price');
  running.do(real);
  running.open();
  await expect.poll(() => asked).toBe(MOST_CALLS);
  expect((await running.rest()).awaited?.isReal).toBe(true);
});

test('without anybody who may call, nobody is called', async () => {
  const running = played();
  running.do(real);
  running.open();
  expect([running.mayCall, (await running.rest()).awaited?.isReal]).toEqual([false, true]);
});
