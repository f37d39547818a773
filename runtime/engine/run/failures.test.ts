import { describe, expect, test } from 'vitest';
import { type FlowDefinition, LIMITS, step } from '../index.ts';
import { flowOf, node } from '../../../tests/kit/flow-builder.ts';
import { worldOf } from '../../../tests/kit/scenario-world.ts';
import { scenario } from '../../../tests/kit/scenario.ts';

const says = (text: string, next: string) => node('message', { text: { en: text } }, { done: next });
const ask = (next: string) =>
  node(
    'menu',
    { prompt: { en: 'Go on?' }, options: [{ id: 'yes', label: { en: 'Yes' } }] },
    { yes: next, noInput: next, noMatch: next },
  );
/** Fails: there is no such calendar. */
const hours = (exits: Record<string, string> = {}) =>
  node(
    'hours',
    { calendar: 'lost' },
    { open: 'bye', closed: 'bye', holiday: 'bye', emergency: 'bye', ...exits },
  );
const bye = node('end');
const variables: FlowDefinition['variables'] = [{ name: 'mood', type: 'text', initial: 'before' }];
const set = (next: string) =>
  node('set-variables', { set: [{ variable: 'mood', to: { value: 'after' } }] }, { done: next });

describe('a failing step', () => {
  const nodes = {
    ask: ask('set'),
    set: set('moment'),
    moment: says('One moment.', 'hours'),
    sorry: says('Sorry.', 'again'),
    again: ask('bye'),
    bye,
  };

  test('is undone whole, and the error exit of the node is taken', () => {
    const contact = scenario(flowOf({ ...nodes, hours: hours({ error: 'sorry' }) }, { variables }))
      .chats()
      .says('yes');
    contact
      .took('hours', 'error')
      .hears('Sorry.')
      .hears('Go on?')
      .isAt('again')
      .variable('mood', 'before')
      .noMoreEffects();
  });

  test('takes the error handler of the flow when the node has no exit for it', () => {
    const flow = flowOf({ ...nodes, hours: hours() }, { variables, handlers: { error: 'sorry' } });
    scenario(flow).chats().says('yes').isAt('again');
  });

  test('is the step of the opening, too', () => {
    const first = flowOf({
      hours: hours({ error: 'sorry' }),
      sorry: says('Sorry.', 'again'),
      again: ask('bye'),
      bye,
    });
    scenario(first).chats().hears('Sorry.').isAt('again');
    const handled = { ...first, nodes: { ...first.nodes, hours: hours() }, handlers: { error: 'sorry' } };
    scenario(handled).chats().hears('Sorry.');
  });

  test('names the node whose text could not be rendered', () => {
    const price = node('message', { text: { en: '{{ 5 | money: mood }}' } }, { done: 'bye', error: 'sorry' });
    scenario(
      flowOf({ hello: says('Hello.', 'price'), price, sorry: says('Sorry.', 'bye'), bye }, { variables }),
    )
      .chats()
      .took('price', 'error')
      .hears('Sorry.')
      .ends('completed');
  });

  test('of an input that was kept undoes no more than that input', () => {
    const news = node(
      'message',
      { text: { en: 'News.' }, confirmDelivery: true },
      { done: 'ask', undeliverable: 'bye' },
    );
    const flow = flowOf({
      news,
      ask: ask('hours'),
      hours: hours({ error: 'sorry' }),
      sorry: says('Sorry.', 'again'),
      again: ask('bye'),
      bye,
    });
    const contact = scenario(flow).chats().says('yes').effectSucceeds();
    contact.took('news', 'done').hears('Go on?').hears('Sorry.').isAt('again');
    expect(contact.snapshot.inbox).toBeUndefined();
  });
});

describe('a failure nobody takes', () => {
  const nodes = { ask: ask('hours'), hours: hours(), bye };

  test('closes the contact with an apology', () => {
    scenario(flowOf(nodes))
      .chats()
      .says('yes')
      .hears('We are sorry')
      .effect('channel.end', { reason: 'failed' })
      .noMoreEffects()
      .ends('failed');
  });

  test('apologises in the words of the flow, unless they are a template', () => {
    scenario(flowOf(nodes, { apology: { en: 'Our mistake.' } }))
      .chats()
      .says('yes')
      .hears('Our mistake.')
      .ends('failed');
    scenario(flowOf(nodes, { apology: { en: '{{ 1 | money: mood }}' } }))
      .chats()
      .says('yes')
      .hears('We are sorry')
      .ends('failed');
  });

  test('apologises in the language of the customer', () => {
    const prompt = { en: 'Go on?', tr: 'Devam?' };
    const turkish = flowOf(
      { ...nodes, ask: { ...nodes.ask, config: { ...nodes.ask.config, prompt } } },
      { languages: ['en', 'tr'] },
    );
    scenario(turkish).chats({ language: 'tr-TR' }).says('yes').hears('Üzgünüz').ends('failed');
  });

  test('says nothing to who has left already', () => {
    const flow = flowOf({ ask: ask('bye'), hours: hours(), bye }, { handlers: { left: 'hours' } });
    scenario(flow).chats().leaves().noMoreEffects().ends('failed');
  });

  test('is also one whose error exit fails in turn', () => {
    const flow = flowOf({ ask: ask('hours'), hours: hours({ error: 'more' }), more: hours(), bye });
    scenario(flow).chats().says('yes').hears('We are sorry').ends('failed');
  });
});

describe('a limit is a failure, not a hang', () => {
  const goTo = (id: string, flow: string) => flowOf({ on: node('go-to-flow', { flow }) }, { id });

  test('when flows go to each other in a ring', () => {
    scenario(goTo('main', 'b'), { flows: [goTo('b', 'main')] })
      .chats()
      .hears('We are sorry')
      .ends('failed');
  });

  test('when a sub-flow that ends at once is called in a ring', () => {
    const call = node('sub-flow', { flow: 'short' }, { completed: 'call', failed: 'bye' });
    scenario(flowOf({ call, bye }), { flows: [flowOf({ bye }, { id: 'short' })] })
      .chats()
      .ends();
  });

  test(`when a contact has had ${LIMITS.eventsPerContact} events`, () => {
    const flow = flowOf({ ask: ask('bye'), bye });
    const { snapshot } = scenario(flow).chats();
    const event = { type: 'input.timedOut' as const, seq: LIMITS.eventsPerContact + 1, at: 0, seed: 0 };
    const done = step(worldOf([flow], {}, new Map()), snapshot, event);
    expect(done).toMatchObject({
      status: 'failed',
      failure: { code: 'limit.events-per-contact' },
      snapshot: { ended: { reason: 'failed' } },
    });
    const last = step(worldOf([flow], {}, new Map()), snapshot, { ...event, seq: LIMITS.eventsPerContact });
    expect(last.status).toBe('waiting');
  });
});

describe('a snapshot this version of the flow does not know', () => {
  const flow = flowOf({ ask: ask('bye'), bye });
  const world = worldOf([flow], {}, new Map());
  const { snapshot } = scenario(flow).chats();
  const frame = snapshot.frames[0]!;
  const event = { type: 'input.timedOut' as const, seq: 2, at: 0, seed: 0 };

  test.each([
    ['in a state that is gone', { ...frame, state: 'gone' }, 'snapshot.unknown-state'],
    [
      'in a state named like something every object has',
      { ...frame, state: 'constructor' },
      'snapshot.unknown-state',
    ],
    ['of a flow that is gone', { ...frame, flow: 'gone' }, 'flow.not-published'],
  ])('%s closes the contact with an apology', (_where, broken, code) => {
    const done = step(world, { ...snapshot, frames: [broken] }, event);
    expect(done).toMatchObject({
      status: 'failed',
      failure: { code },
      snapshot: { ended: { reason: 'failed' } },
    });
    expect(done.effects.map(({ type }) => type)).toEqual(['channel.prompt', 'channel.end']);
  });

  test('a state from which nothing leads on does so too', () => {
    const machine = world.machine('main')!;
    const send = () => ({
      state: 'stuck',
      context: { ...frame.context, contact: snapshot },
      asked: [],
      done: false,
      taken: true,
    });
    const stuck = { ...machine, send: send as never, listensTo: () => [] };
    expect(step({ ...world, machine: () => stuck }, snapshot, event).failure?.code).toBe('step.stuck');
  });
});
