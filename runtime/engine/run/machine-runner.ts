import { assign, createActor, setup } from 'xstate';
import type { Decisions } from './decisions.ts';
import { asFailure, StepFailure } from './failure.ts';
import { GUARDS } from './guards.ts';
import { LIMITS } from '../limits.ts';
import { type Action, type MachineJson, nodeOf, type StateJson } from '../machine.ts';
import type { MachineContext, MachineEvent } from '../snapshot.ts';
import { bundled, CHANGED } from './bundle.ts';
import { type Arrival, type Guard, knownWays, type Walker } from './known-ways.ts';
import { type ReadCalendar, REMEMBER, type Remembering } from './vocabulary.ts';

/*
 * The one file that touches xstate and its types. `machine.transition` with one inert scope per machine costs less than
 * half of xstate's own `transition()`, which builds an actor and runs the initial macrostep on every call; it is safe
 * because a compiled flow never invokes, spawns or keeps history. For the same reason one snapshot per state serves all
 * contacts, and a way that XState has gone once is gone again without it (`known-ways.ts`). A differential test holds all of
 * it against `transition()`.
 */

/** An action the machine asked for, with the context it was asked in. */
export interface Asked {
  action: Action;
  context: MachineContext;
}

/** What one event did to a machine. */
export interface Run {
  state: string;
  context: MachineContext;
  asked: Asked[];
  /** The machine reached a final state. */
  done: boolean;
  /** A transition was taken. */
  taken: boolean;
}

/** A flow version ready to run. */
export interface Machine {
  readonly json: MachineJson;
  readonly flow: string;
  readonly version: number;
  /** One event, from a state and context to the next. Throws `StepFailure`. */
  send(
    state: string,
    context: MachineContext,
    event: MachineEvent,
    readCalendar: ReadCalendar,
    decisions?: Pick<Decisions, 'decide'>,
  ): Run;
  /** Events the state listens to. */
  listensTo(state: string): string[];
}

/** A compiled flow as an XState machine like any other, for viewers, analyses and the differential test. */
export function toXState(json: MachineJson, lookups: { readCalendar: ReadCalendar }) {
  const actions = Object.fromEntries(
    Object.entries(REMEMBER).map(([type, remember]) => [
      type,
      assign(({ context, event }, params) =>
        (remember as (...given: unknown[]) => object)(params, context, event, json, lookups.readCalendar),
      ),
    ]),
  );
  const guards = Object.fromEntries(
    Object.entries(GUARDS).map(([type, guard]) => [
      type,
      ({ context, event }: { context: unknown; event: unknown }, params: unknown) =>
        (guard as (...given: unknown[]) => boolean)(params, context, event, json, lookups.readCalendar),
    ]),
  );
  return setup({
    types: {} as { context: MachineContext; events: MachineEvent; input: MachineContext },
    actions: actions as never,
    guards: guards as never,
  }).createMachine({
    ...(json.config as object),
    context: ({ input }: { input: MachineContext }) => input,
    options: { maxIterations: LIMITS.microstepsPerStep },
  } as never);
}

/** What one event finds and leaves while a machine runs. */
interface Under {
  context: MachineContext;
  /** Somebody else refers to the context: it must not change. */
  held: boolean;
  event: MachineEvent;
  readCalendar: ReadCalendar;
  decisions: Pick<Decisions, 'decide'> | undefined;
  asked: Asked[];
  visits: number;
  lastVisit: string | undefined;
  thrown: unknown;
}

/** Builds the machine of a flow version: 1 to 2 ms per 100 nodes, so callers keep it per version. */
export function toMachine(json: MachineJson, version: number): Machine {
  // One event at a time runs through a machine; everything of it is in here, and XState only says which way it goes.
  let under = {} as Under;

  const act = (action: Action): void => {
    const remember = REMEMBER[action.type as Remembering['type']] as Remember | undefined;
    if (remember) {
      const change = remember(action.params, under.context, under.event, json, under.readCalendar);
      // Copied only if somebody holds it: whoever gave it, or an action that was asked for in it.
      under.context = under.held
        ? Object.assign({}, under.context, change)
        : Object.assign(under.context, change);
      under.held = false;
      return;
    }
    if (action.type === 'visit') countVisit(under, action.params.node);
    under.held = true;
    under.asked.push({ action, context: under.context });
  };
  const answer = (guard: Guard, params: unknown): boolean => {
    const { context, event, readCalendar, decisions } = under;
    try {
      return decisions
        ? decisions.decide(() => guard(params, context, event, json, readCalendar))
        : guard(params, context, event, json, readCalendar);
    } catch (error) {
      // XState wraps what a guard throws and loses its code.
      under.thrown = error;
      throw error;
    }
  };
  const walker: Walker = { answer, act };
  // Whom XState asks, and has act, while it goes a way nobody has gone before.
  let asking = walker;
  let acted = false;
  const runner = runnerOf(json, (guard, params) => asking.answer(guard, params));
  const idle = createActor(runner);
  const scope = {
    self: idle,
    system: idle.system,
    id: '',
    sessionId: '',
    logger: () => {},
    defer: () => {},
    stopChild: () => {},
    emit: () => {},
    actionExecutor({ params }: { params: Action[] }) {
      acted = true;
      for (const action of params) asking.act(action);
    },
  };
  const snapshots = new Map<string, XStateSnapshot>();
  const restore = (state: string): XStateSnapshot => {
    let snapshot = snapshots.get(state);
    if (!snapshot) {
      snapshot = runner.resolveState({ value: state, context: {} });
      snapshots.set(state, snapshot);
    }
    return snapshot;
  };
  const listening = new Map<string, string[]>();
  const along = knownWays();
  const explore = (state: string, event: MachineEvent, exploring: Walker): Arrival => {
    asking = exploring;
    acted = false;
    const before = restore(state);
    const after: XStateSnapshot = runner.transition(before, event, scope as never);
    if (after.status === 'error') throw after.error;
    // XState gives the very same snapshot back when no transition was enabled, but also when one that stays only acted.
    return { state: String(after.value), done: after.status === 'done', taken: after !== before || acted };
  };

  return {
    json,
    flow: json.flow,
    version,
    listensTo(state) {
      let events = listening.get(state);
      if (!events) {
        events = Object.keys(stateOf(json, state)?.on ?? {});
        listening.set(state, events);
      }
      return events;
    },
    send(state, context, event, readCalendar, decisions) {
      if (!stateOf(json, state))
        throw new StepFailure(
          'snapshot.unknown-state',
          `Version ${version} of "${json.flow}" has no state "${state}".`,
          undefined,
        );
      const mine: Under = {
        context,
        held: true,
        event,
        readCalendar,
        decisions,
        asked: [],
        visits: 0,
        lastVisit: undefined,
        thrown: undefined,
      };
      under = mine;
      let arrival: Arrival;
      try {
        arrival = along(state, event.type, walker, (exploring) => explore(state, event, exploring));
      } catch (error) {
        throw asFailure(mine.thrown ?? error, mine.lastVisit ?? nodeOf(state));
      }
      const { done, taken } = arrival;
      return { state: arrival.state, context: mine.context, asked: mine.asked, done, taken };
    },
  };
}

type Remember = (...given: [Action['params'], ...unknown[]]) => Partial<MachineContext>;
type Ask = Walker['answer'];
type XStateSnapshot = ReturnType<ReturnType<typeof runnerOf>['resolveState']>;

/** The machine as it is run: bundled actions, no context of its own, guards asked through `ask`. */
function runnerOf(json: MachineJson, ask: Ask) {
  const guards = Object.entries(GUARDS).map(([type, guard]) => [
    type,
    (_given: unknown, params: unknown) => ask(guard as Guard, params),
  ]);
  return setup({
    types: {} as { events: MachineEvent },
    actions: { [CHANGED]: assign({}) },
    guards: Object.fromEntries(guards) as never,
  }).createMachine({
    ...bundled(json.config),
    options: { maxIterations: LIMITS.microstepsPerStep },
  } as never);
}

function countVisit(under: Under, node: string): void {
  under.lastVisit = node;
  under.visits += 1;
  if (under.visits <= LIMITS.nodesPerStep) return;
  const message = `More than ${LIMITS.nodesPerStep} nodes without a pause.`;
  under.thrown = new StepFailure('limit.nodes-per-step', message, node);
  throw under.thrown;
}

const stateOf = (json: MachineJson, state: string): StateJson | undefined =>
  Object.hasOwn(json.config.states, state) ? json.config.states[state] : undefined;
