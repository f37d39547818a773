import { isDeepStrictEqual } from 'node:util';
import { describe, expect, test } from 'vitest';
import { transition } from 'xstate';
import {
  type Action,
  IDLE,
  type Machine,
  type MachineContext,
  type MachineEvent,
  toMachine,
  toXState,
} from '../../runtime/engine/index.ts';
import type { ReadCalendar } from '../../runtime/engine/run/vocabulary.ts';
import { type Dice, diceOf, type RandomFlow, randomFlow } from '../kit/random-flow.ts';
import { randomEvent } from '../kit/random-event.ts';
import { interpret } from '../kit/reference-interpreter.ts';

/*
 * Three readings of one drawing: the engine (folded machine, reused scope), xstate's own `transition()` on the machine
 * with every state in it, and an interpreter written by hand. After every event they must agree, or one of them is wrong.
 */

const FLOWS = 2_000;
const EVENTS = 10;
const SEED = Number(process.env['SEED'] ?? 20_260_301);

/** Where a reading is after an event, as it would be stored; or that it could not be read. */
type Reading = { failed: true } | { state: string; context: MachineContext; asked: Action[]; done: boolean };

const calendar: ReadCalendar = (id) => ({
  status: (['open', 'closed', 'holiday', 'emergency'] as const)[id.length % 4]!,
});

const reading = (work: () => Reading): Reading => {
  try {
    return JSON.parse(JSON.stringify(work())) as Reading;
  } catch {
    return { failed: true };
  }
};

function byEngine(machine: Machine, state: string, context: MachineContext, event: MachineEvent): Reading {
  const run = machine.send(state, context, event, calendar);
  return {
    state: run.state,
    context: run.context,
    asked: run.asked.map((one) => one.action),
    done: run.done,
  };
}

function byXState(
  machine: ReturnType<typeof toXState>,
  state: string,
  context: MachineContext,
  event: MachineEvent,
): Reading {
  const before = machine.resolveState({ value: state, context });
  const [after, actions] = transition(machine, before, event);
  if (after.status === 'error') throw after.error;
  const asked = actions.map(({ type, params }) => ({ type, params }) as unknown as Action);
  return { state: String(after.value), context: after.context, asked, done: after.status === 'done' };
}

function byHand(
  json: RandomFlow['folded'],
  state: string,
  context: MachineContext,
  event: MachineEvent,
): Reading {
  const { taken: _taken, ...run } = interpret(json, state, context, event, calendar);
  return run;
}

/** Walks a flow by random events, again from its beginning when it has ended. Throws at the first disagreement. */
function wander(seed: number, { flow, folded, unfolded }: RandomFlow, dice: Dice): void {
  const machine = toMachine(folded, 1);
  const stock = toXState(unfolded, { readCalendar: calendar });
  let state = IDLE;
  let context = firstContext(folded);
  for (let seq = 1; seq <= EVENTS; seq += 1) {
    const event: MachineEvent = {
      ...(state === IDLE ? { type: 'flow.started' as const } : randomEvent(dice, Object.keys(flow.nodes))),
      at: seq * 60_000,
      seq,
      seed: dice(2 ** 31),
    };
    const engine = reading(() => byEngine(machine, state, context, event));
    const others = {
      xstate: reading(() => byXState(stock, state, context, event)),
      folded: reading(() => byHand(folded, state, context, event)),
      unfolded: reading(() => byHand(unfolded, state, context, event)),
    };
    for (const [reader, found] of Object.entries(others).filter(([, one]) => !isDeepStrictEqual(one, engine)))
      expect(found, `seed ${seed}, event ${seq} ${JSON.stringify(event)}, read by ${reader}`).toEqual(engine);
    if ('failed' in engine || engine.done) {
      state = IDLE;
      context = firstContext(folded);
    } else ({ state, context } = engine);
  }
}

function firstContext(json: RandomFlow['folded']): MachineContext {
  const vars = Object.fromEntries(json.variables.map((one) => [one.name, one.initial ?? null]));
  return {
    vars,
    counters: {},
    language: 'en',
    contact: { contact: 'c1', channel: json.channels[0]!, customer: { id: 'ada' }, openedAt: 0 },
  };
}

function* randomFlows(count: number): Generator<[number, RandomFlow, Dice]> {
  for (let made = 0, seed = SEED; made < count; seed += 1) {
    const dice = diceOf(seed);
    const flow = randomFlow(dice);
    if (!flow) continue;
    made += 1;
    yield [seed, flow, dice];
  }
}

describe('the engine, xstate and a reader by hand', () => {
  test(`agree on ${FLOWS} flows and ${FLOWS * EVENTS} events from seed ${SEED}`, { timeout: 180_000 }, () => {
    for (const [seed, flow, dice] of randomFlows(FLOWS)) expect(() => wander(seed, flow, dice)).not.toThrow();
  });

  test.each<[string, (json: string) => string]>([
    ['a question asked again without its prompt', (json) => json.replaceAll(',"reenter":true', '')],
    ['a counter that is never reset', (json) => json.replaceAll('"reset":true', '"reset":false')],
    ['a way that is not told', (json) => json.replace(/\{"type":"take"[^}]*\}\},?/, '')],
  ])('would notice %s', (_fault, tamper) => {
    const noticed = [...randomFlows(100)].filter(([seed, made, dice]) => {
      const folded = JSON.parse(
        tamper(JSON.stringify(made.folded)).replaceAll(',]', ']'),
      ) as RandomFlow['folded'];
      try {
        wander(seed, { ...made, folded }, dice);
        return false;
      } catch {
        return true;
      }
    });
    expect(noticed.length).toBeGreaterThan(3);
  });
});
