import { describe, expect, test } from 'vitest';
import { flowOf, node } from '../../tests/kit/flow-builder.ts';
import { registry } from '../../nodes/index.ts';
import { calendarSchema, compile, type FlowDefinition, toMachine } from '../engine/index.ts';
import { type Act, act, newWorld, possibleIn, type SimulatedWorld, type Source } from './index.ts';

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

function sourceOf(...flows: FlowDefinition[]): Source {
  const known = new Map(flows.map((flow) => [flow.id, flow]));
  const machines = new Map(
    flows.map((flow) => {
      const compiled = compile(flow, registry, { otherFlow: (id) => known.get(id) });
      if (!compiled.ok) throw new Error(JSON.stringify(compiled.issues));
      return [flow.id, toMachine(compiled.machine, 1)];
    }),
  );
  return {
    machine: (id) => machines.get(id),
    drawing: (id) => known.get(id),
    calendar: (id) => (id === calendar.id ? calendar : undefined),
  };
}

/** Freezes all of it: whoever changed it would be told by an error. */
function frozen<Value>(value: Value): Value {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    Object.values(value).forEach(frozen);
  }
  return value;
}

function after(source: Source, world: SimulatedWorld, ...acts: Act[]): SimulatedWorld {
  let now = frozen(world);
  for (const what of acts) {
    const done = act(source, now, what);
    if (!done.ok) throw new Error(done.why.code);
    now = frozen(done.world);
  }
  return now;
}

const why = (source: Source, world: SimulatedWorld, what: Act): string => {
  const done = act(source, world, what);
  return done.ok ? 'it can be done' : `${done.why.code} ${done.why.about}`.trim();
};
const said = ({ story }: SimulatedWorld): string[] =>
  story.flatMap(({ effects }) =>
    effects.flatMap((effect) => (effect.type === 'channel.prompt' ? [effect.text] : [])),
  );
const placeOf = ({ snapshot }: SimulatedWorld) => snapshot?.frames.at(-1)?.state;

const chat: Act = { type: 'opens', channel: 'chat' };
const call: Act = { type: 'opens', channel: 'voice' };

const menu = (channels: FlowDefinition['channels'], tea: string): FlowDefinition =>
  flowOf(
    {
      ask: node(
        'menu',
        { prompt: { en: 'Tea?' }, options: [{ id: 'tea', label: { en: 'Tea' }, key: '1' }], attempts: 1 },
        { tea, noInput: 'bye', noMatch: 'bye' },
      ),
      ...(tea === 'wait'
        ? { wait: node('wait', { for: { days: 7 } }, { returned: 'bye', expired: 'bye' }) }
        : {}),
      bye: node('end', { reason: 'done' }),
    },
    { id: 'menu', name: 'Menu', channels, start: 'ask' },
  );

describe('a simulated world', () => {
  const source = sourceOf(menu(['chat'], 'wait'));
  const everywhere = sourceOf(menu(['chat', 'voice', 'sms'], 'bye'));
  const begun = newWorld({ flow: 'menu', at: MONDAY });

  test('can be gone back to: an act gives another world and leaves the one it was done in', () => {
    const asked = after(source, begun, chat);
    const [served, gone] = [
      after(source, asked, { type: 'chooses', option: 'tea' }),
      after(source, asked, { type: 'leaves' }),
    ];
    expect(placeOf(served)).toMatch(/^wait/);
    expect(gone.snapshot?.ended).toBeDefined();
    expect(placeOf(asked)).toMatch(/^ask/);
    // Kept as JSON, it goes on as if nothing had been.
    const kept = JSON.parse(JSON.stringify(asked)) as SimulatedWorld;
    expect(after(source, kept, { type: 'chooses', option: 'tea' })).toEqual(served);
  });

  test('takes an option in the way of the channel', () => {
    const inputs = (['chat', 'voice', 'sms'] as const).map((channel) => {
      const { story } = after(
        everywhere,
        begun,
        { type: 'opens', channel },
        { type: 'chooses', option: 'tea' },
      );
      const { event } = story.at(-1)!;
      return event.type === 'input.received' ? event.input : undefined;
    });
    expect(inputs).toEqual([
      { kind: 'choice', value: 'tea' },
      { kind: 'dtmf', value: '1' },
      { kind: 'text', value: 'Tea' },
    ]);
  });

  test('lets a week pass at once', () => {
    const waiting = after(source, begun, chat, { type: 'chooses', option: 'tea' });
    const day = 24 * 3_600_000;
    expect(placeOf(after(source, waiting, { type: 'timePasses', ms: 6 * day }))).toMatch(/^wait/);
    const over = after(source, waiting, { type: 'timePasses', ms: 8 * day });
    expect(over.snapshot?.ended?.reason).toBe('done');
    expect(over.story.at(-1)?.event.at).toBe(MONDAY + 7 * day);
    // The clock stands where it was put, though nothing happened then.
    expect(over.at).toBe(MONDAY + 8 * day);
  });

  test('knows what makes sense', () => {
    const nobody = possibleIn(begun);
    expect(nobody).toMatchObject({ input: 'none', leave: false });
    expect(possibleIn(after(source, begun, chat))).toMatchObject({
      input: 'heard',
      keys: false,
      choices: [{ id: 'tea' }],
      silence: true,
      leave: true,
    });
    expect(possibleIn(after(everywhere, begun, call))).toMatchObject({ keys: true, silence: true });
    const waiting = after(source, begun, chat, { type: 'chooses', option: 'tea' });
    expect(possibleIn(waiting)).toMatchObject({
      choices: [],
      next: MONDAY + 7 * 24 * 3_600_000,
    });
    expect(possibleIn(after(source, waiting, { type: 'leaves' }))).toEqual(nobody);
  });

  test('says why something cannot be done', () => {
    const asked = after(source, begun, chat);
    expect(why(source, begun, { type: 'leaves' })).toBe('nobody');
    expect(why(source, asked, chat)).toBe('openAlready');
    expect(why(source, asked, { type: 'chooses', option: 'cake' })).toBe('notOffered cake');
    expect(why(source, asked, { type: 'gives', input: { kind: 'dtmf', value: '1' } })).toBe('noKeys chat');
    expect(why(source, asked, { type: 'answers', outcome: { result: {} } })).toBe('notAwaited');
    expect(why(source, newWorld({ flow: 'none', at: MONDAY }), chat)).toBe('noFlow none');
  });
});

describe('the outside', () => {
  const bye = node('end', { reason: 'done' });
  const through = (type: string, config: object, exits: string[], channel: 'voice' | 'chat' = 'chat') => {
    const nodes = Object.fromEntries([
      ['it', node(type, { ...config }, Object.fromEntries(exits.map((exit) => [exit, 'bye'])))],
      ['bye', bye],
    ]);
    const flow = flowOf(nodes, { id: 'one', name: 'One', channels: [channel], start: 'it' });
    const source = sourceOf(flow);
    return (setting: SimulatedWorld['setting'], ...more: Act[]) => {
      const begun = newWorld({ flow: 'one', at: MONDAY, setting });
      const world = after(source, begun, { type: 'opens', channel }, { type: 'settles' }, ...more);
      return {
        world,
        exit: world.story.flatMap(({ trace }) => trace).find(({ node: at, exit }) => at === 'it' && exit)
          ?.exit,
      };
    };
  };

  test('a call that is put through comes back as the setting says, and when', () => {
    const transfer = through(
      'transfer',
      { to: { value: '+442079460000' } },
      ['completed', 'busy', 'noAnswer', 'failed'],
      'voice',
    );
    for (const status of ['completed', 'busy', 'noAnswer', 'failed'] as const)
      expect(transfer({ transfers: { it: { status, afterSeconds: 20 } } })).toMatchObject({
        exit: status,
        world: { at: MONDAY + 20_000 },
      });
    const alone = transfer({});
    expect(possibleIn(alone.world).awaits).toMatchObject({ node: 'it', effect: { type: 'channel.dial' } });
    const answered: Act = { type: 'answers', outcome: { result: { status: 'busy' } } };
    expect(transfer({}, answered).exit).toBe('busy');
  });

  test('code returns what the setting says, or fails', () => {
    const code = through('code', { source: 'return {}' }, ['ok', 'failed']);
    expect(code({ code: { it: { returns: {} } } }).exit).toBe('ok');
    expect(code({ code: { 'one.it': { fails: 'script.error' } } }).exit).toBe('failed');
    expect(code({}, { type: 'answers', outcome: { failure: { kind: 'refused', code: 'x' } } }).exit).toBe(
      'failed',
    );
  });

  test('a request is answered by the setting before the stand-in of the node', () => {
    const exits = ['success', 'notFound', 'clientError', 'serverError', 'timeout', 'failed'];
    const request = through('http-request', { url: 'https://a.example', mock: { status: 404 } }, exits);
    expect(request({}).exit).toBe('notFound');
    expect(request({ http: { it: { status: 200, body: null } } }).exit).toBe('success');
    expect(request({ http: { it: { status: 200, body: null, outcome: 'timeout' } } }).exit).toBe('timeout');
  });

  test('a request that is really made waits for whoever makes it, whatever stands in otherwise', () => {
    const exits = ['success', 'notFound', 'clientError', 'serverError', 'timeout', 'failed'];
    const request = through('http-request', { url: 'https://a.example', mock: { status: 404 } }, exits);
    const real = { http: { it: { status: 500, body: null } }, real: { it: true } };
    const asked = request(real);
    expect(asked.exit).toBeUndefined();
    expect(possibleIn(asked.world).awaits).toMatchObject({ node: 'it', effect: { type: 'http.request' } });
    const came: Act = { type: 'answers', outcome: { result: { status: 200, ok: true, body: null } } };
    expect(request(real, came).exit).toBe('success');
    expect(request({ ...real, real: { it: false } }).exit).toBe('serverError');
  });

  test('calendars say what is kept, unless they are switched by hand', () => {
    const hours = through('hours', { calendar: 'opening' }, ['open', 'closed', 'holiday', 'emergency']);
    expect(hours({}).exit).toBe('open');
    expect(hours({ calendars: { opening: 'holiday' } }).exit).toBe('holiday');
    expect(hours({ calendars: { opening: { status: 'closed' } } }).exit).toBe('closed');
    expect(hours({ calendars: { opening: { emergency: { on: true } } } }).exit).toBe('emergency');
  });

  test('what a flow keeps of a customer is kept', () => {
    const language = through('set-language', { language: { value: 'en' }, rememberForCustomer: true }, [
      'done',
    ]);
    expect(language({}).world.customer).toEqual({ id: 'customer', language: 'en' });
  });

  test('chance comes from the seed alone', () => {
    const arms = ['a', 'b'].map((id) => ({ id, label: id, percent: 50 }));
    const split = flowOf(
      {
        it: node('split', { arms, sticky: false }, { a: 'bye', b: 'other' }),
        bye,
        other: node('end', { reason: 'other' }),
      },
      { id: 'split', name: 'Split', channels: ['chat'], start: 'it' },
    );
    const source = sourceOf(split);
    const reasons = (seed: number) =>
      after(source, newWorld({ flow: 'split', at: MONDAY, seed }), chat).snapshot?.ended?.reason;
    const drawn = Array.from({ length: 40 }, (_, seed) => reasons(seed));
    expect(new Set(drawn)).toEqual(new Set(['done', 'other']));
    expect(Array.from({ length: 40 }, (_, seed) => reasons(seed))).toEqual(drawn);
  });

  test('a called flow is of the same world', () => {
    const inner = flowOf(
      { it: node('message', { text: { en: 'From inside.' } }, { done: 'bye' }), bye },
      { id: 'inner', name: 'Inner', channels: ['chat'], start: 'it' },
    );
    const outer = flowOf(
      { call: node('sub-flow', { flow: 'inner' }, { completed: 'bye', failed: 'bye' }), bye },
      { id: 'outer', name: 'Outer', channels: ['chat'], start: 'call' },
    );
    const world = after(sourceOf(inner, outer), newWorld({ flow: 'outer', at: MONDAY }), chat);
    expect(said(world)).toEqual(['From inside.']);
  });
});
