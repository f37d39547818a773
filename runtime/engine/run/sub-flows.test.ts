import { describe, expect, test } from 'vitest';
import { type FlowDefinition, type FlowNode, LIMITS } from '../index.ts';
import { flowOf, node } from '../../../tests/kit/flow-builder.ts';
import { scenario } from '../../../tests/kit/scenario.ts';

const says = (text: string, next: string, more: Record<string, string> = {}) =>
  node('message', { text: { en: text } }, { done: next, ...more });
const ask = (prompt: string, next: string, more: Record<string, string> = {}) =>
  node(
    'menu',
    { prompt: { en: prompt }, options: [{ id: 'yes', label: { en: 'Yes' } }] },
    { yes: next, noInput: next, noMatch: next, ...more },
  );
const hours = (exits: Record<string, string> = {}) =>
  node(
    'hours',
    { calendar: 'lost' },
    { open: 'bye', closed: 'bye', holiday: 'bye', emergency: 'bye', ...exits },
  );
const calls = (flow: string, exits: Record<string, string> = {}) =>
  node('sub-flow', { flow }, { completed: 'back', failed: 'unable', ...exits });
const bye = node('end');

const main = (more: Record<string, FlowNode> = {}, rest: Partial<FlowDefinition> = {}) =>
  flowOf(
    {
      hello: says('Hello.', 'call'),
      call: calls('sub'),
      back: says('Welcome back.', 'last'),
      unable: says('That did not work.', 'last'),
      last: ask('Anything else?', 'bye'),
      bye,
      ...more,
    },
    rest,
  );
const sub = (nodes: Record<string, FlowNode>, rest: Partial<FlowDefinition> = {}) =>
  flowOf(nodes, { id: 'sub', ...rest });
/** Compiles every flow on its own: flows meet at run time only. */
const apart = (...flows: FlowDefinition[]) => ({ flows, standIn: () => undefined });

describe('a sub-flow', () => {
  test('that ends at once brings the caller on in the same step', () => {
    scenario(main(), { flows: [sub({ bye })] })
      .chats()
      .hears('Hello.')
      .hears('Welcome back.')
      .isAt('last');
  });

  test('has its own timer; the caller has none meanwhile', () => {
    const contact = scenario(main(), { flows: [sub({ ask: ask('Who?', 'bye'), bye })] }).chats();
    expect(contact.snapshot.frames.map(({ context }) => context.timer !== undefined)).toEqual([false, true]);
    contact.says('yes').isInFlow('main').hears('Welcome back.');
  });

  test('can go to another flow, which then returns to the caller', () => {
    const flows = [
      sub({ on: node('go-to-flow', { flow: 'third' }) }),
      flowOf({ ask: ask('Third?', 'bye'), bye }, { id: 'third' }),
    ];
    scenario(main(), { flows }).chats().isInFlow('third').says('yes').hears('Welcome back.').isInFlow('main');
  });

  test('gives its language back only to a caller that speaks it', () => {
    const spoken = { en: 'Hi', tr: 'Selam' };
    const turkish = sub(
      {
        tr: node('set-language', { language: { value: 'tr' } }, { done: 'hi' }),
        hi: node('message', { text: spoken }, { done: 'bye' }),
        bye,
      },
      { languages: ['en', 'tr'] },
    );
    scenario(main(), { flows: [turkish] })
      .chats()
      .hears('Hello.')
      .hears('Selam')
      .speaks('en');
  });
});

describe('an error inside a sub-flow', () => {
  const sorry = { sorry: says('Sorry.', 'on'), on: ask('Go on?', 'bye'), bye };

  test('belongs to the node first', () => {
    scenario(main(), { flows: [sub({ hours: hours({ error: 'sorry' }), ...sorry })] })
      .chats()
      .hears('Hello.')
      .hears('Sorry.')
      .isInFlow('sub');
  });

  test('then to the handler of the sub-flow', () => {
    scenario(main(), { flows: [sub({ hours: hours(), ...sorry }, { handlers: { error: 'sorry' } })] })
      .chats()
      .hears('Hello.')
      .hears('Sorry.')
      .isInFlow('sub');
  });

  test('then to the node that called it, and what was said before the call stays said', () => {
    scenario(main(), { flows: [sub({ hours: hours(), bye })] })
      .chats()
      .took('call', 'failed')
      .hears('Hello.')
      .hears('That did not work.')
      .isInFlow('main');
  });

  test('comes to the caller also in a later step, and when the handler of the sub-flow fails too', () => {
    const flow = sub({ ask: ask('Who?', 'hours'), hours: hours(), bye }, { handlers: { error: 'hours' } });
    scenario(main(), { flows: [flow] })
      .chats()
      .says('yes')
      .took('call', 'failed')
      .hears('That did not work.');
  });

  test('never is mistaken for one of a node of the same name in the caller', () => {
    const caller = main({ hours: hours({ error: 'bye' }) }, { handlers: { left: 'hours' } });
    scenario(caller, { flows: [sub({ hours: hours(), bye })] })
      .chats()
      .took('call', 'failed')
      .isAt('last');
  });
});

describe('an error of the caller after the return', () => {
  test('is not one of the sub-flow', () => {
    const caller = main({ back: hours({ error: 'last' }) });
    scenario(caller, { flows: [sub({ ask: ask('Who?', 'bye'), bye })] })
      .chats()
      .says('yes')
      .took('back', 'error')
      .isAt('last');
  });
});

describe('a call that cannot be made', () => {
  test('of a flow that is not published takes the exit for it', () => {
    scenario(main(), apart()).chats().took('call', 'failed').hears('Hello.').hears('That did not work.');
  });

  test('of a flow that goes to one that is not published does so too', () => {
    scenario(main(), apart(sub({ on: node('go-to-flow', { flow: 'nowhere' }) })))
      .chats()
      .took('call', 'failed')
      .isAt('last');
  });

  test(`more than ${LIMITS.subFlowDepth} deep takes the exit of the deepest`, () => {
    const deep = sub({
      call: calls('sub', { completed: 'bye', failed: 'ask' }),
      ask: ask('Deep.', 'bye'),
      bye,
    });
    const contact = scenario(main(), apart(deep)).chats().hears('Hello.').hears('Deep.');
    expect(contact.snapshot.frames).toHaveLength(LIMITS.subFlowDepth);
  });
});

describe('a customer who leaves inside a sub-flow', () => {
  const note = (text: string, next: string) => says(text, next);
  const asking = { ask: ask('Who?', 'bye'), bye };

  test('takes the exit of the calling node when the sub-flow has none', () => {
    scenario(main({ call: calls('sub', { left: 'bye' }) }), { flows: [sub(asking)] })
      .chats()
      .leaves()
      .took('call', 'left')
      .ends('completed');
  });

  test('takes the handler of the calling flow when its node has none', () => {
    scenario(main({ gone: note('Gone.', 'bye') }, { handlers: { left: 'gone' } }), { flows: [sub(asking)] })
      .chats()
      .leaves()
      .hears('Gone.')
      .ends('completed');
  });

  test('is heard of by the sub-flow first, then by the caller, which does not go on as if they were there', () => {
    const flow = sub({ ...asking, note: note('Sub.', 'bye') }, { handlers: { left: 'note' } });
    scenario(main({ gone: note('Main.', 'bye') }, { handlers: { left: 'gone' } }), { flows: [flow] })
      .chats()
      .leaves()
      .hears('Sub.')
      .hears('Main.')
      .ends('completed');
    scenario(main(), { flows: [flow] })
      .chats()
      .leaves()
      .hears('Sub.')
      .noMoreEffects()
      .ends('left');
  });

  test('ends the contact when nobody takes it', () => {
    scenario(main(), { flows: [sub(asking)] })
      .chats()
      .leaves()
      .noMoreEffects()
      .ends('left');
  });
});
