import { assign, createActor, setup } from 'xstate';
import { asFailure, StepFailure } from './failure.ts';
import { GUARDS } from './guards.ts';
import { LIMITS } from '../limits.ts';
import { type Action, type MachineJson, nodeOf, type StateJson } from '../machine.ts';
import type { MachineContext, MachineEvent } from '../snapshot.ts';
import { type ReadCalendar, REMEMBER } from './vocabulary.ts';

/*
 * The one file that touches xstate and its types. `machine.transition` with one inert scope per machine costs less than
 * half of xstate's own `transition()`, which builds an actor and runs the initial macrostep on every call; it is safe
 * because a compiled flow never invokes, spawns or keeps history. A differential test holds it against `transition()`.
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
  /** The XState machine itself, for viewers, analyses and the differential test. */
  readonly xstate: XStateMachine;
  /** One event, from a state and context to the next. Throws `StepFailure`. */
  send(state: string, context: MachineContext, event: MachineEvent, readCalendar: ReadCalendar): Run;
  /** Events the state listens to. */
  listensTo(state: string): string[];
}

type Restored = { value: unknown; context: MachineContext; status: string; error?: unknown };
type Scope = {
  actionExecutor: (action: { type: string; params: unknown; info: { context: MachineContext } }) => void;
};

/** The XState machine of a compiled flow. Give `lookups` when it is run by anything but `toMachine`. */
export function toXState(
  json: MachineJson,
  lookups: { readCalendar: ReadCalendar; failed?: (error: unknown) => void },
) {
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
      ({ context, event }: { context: unknown; event: unknown }, params: unknown) => {
        try {
          return (guard as (...given: unknown[]) => boolean)(
            params,
            context,
            event,
            json,
            lookups.readCalendar,
          );
        } catch (error) {
          // XState wraps what a guard throws and loses its code.
          lookups.failed?.(error);
          throw error;
        }
      },
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

export type XStateMachine = ReturnType<typeof toXState>;

/** Builds the machine of a flow version: 1 to 2 ms per 100 nodes, so callers keep it per version. */
export function toMachine(json: MachineJson, version: number): Machine {
  let asked: Asked[] = [];
  let visits = 0;
  let lastVisit: string | undefined;
  let thrown: unknown;
  const lookups = {
    readCalendar: (() => undefined) as ReadCalendar,
    failed: (error: unknown) => (thrown = error),
  };
  const xstate = toXState(json, lookups);
  const idle = createActor(xstate, { input: {} as MachineContext });
  const scope = {
    self: idle,
    system: idle.system,
    id: '',
    sessionId: '',
    logger: () => {},
    defer: () => {},
    stopChild: () => {},
    emit: () => {},
    actionExecutor: (({ type, params, info }) => {
      if (type === 'visit') {
        lastVisit = (params as { node: string }).node;
        visits += 1;
        if (visits > LIMITS.nodesPerStep) {
          thrown = new StepFailure(
            'limit.nodes-per-step',
            `More than ${LIMITS.nodesPerStep} nodes without a pause.`,
            lastVisit,
          );
          throw thrown;
        }
      }
      asked.push({ action: { type, params } as Action, context: info.context });
    }) as Scope['actionExecutor'],
  };
  const templates = new Map<string, Restored>();
  const restore = (state: string, context: MachineContext): Restored => {
    let template = templates.get(state);
    if (!template) {
      template = xstate.resolveState({
        value: state,
        context: {} as MachineContext,
      } as never) as unknown as Restored;
      templates.set(state, template);
    }
    return { ...template, context };
  };

  return {
    json,
    flow: json.flow,
    version,
    xstate,
    listensTo: (state) => Object.keys(stateOf(json, state)?.on ?? {}),
    send(state, context, event, readCalendar) {
      if (!stateOf(json, state))
        throw new StepFailure(
          'snapshot.unknown-state',
          `Version ${version} of "${json.flow}" has no state "${state}".`,
          undefined,
        );
      asked = [];
      visits = 0;
      lastVisit = undefined;
      thrown = undefined;
      lookups.readCalendar = readCalendar;
      const before = restore(state, context);
      let after: Restored;
      try {
        after = xstate.transition(before as never, event as never, scope as never) as unknown as Restored;
        if (after.status === 'error') throw after.error;
      } catch (error) {
        throw asFailure(thrown ?? error, lastVisit ?? nodeOf(state));
      }
      // XState gives the very same snapshot back when no transition was enabled, but also when one that stays only asked.
      return {
        state: String(after.value),
        context: after.context,
        asked,
        done: after.status === 'done',
        taken: after !== before || asked.length > 0,
      };
    },
  };
}

const stateOf = (json: MachineJson, state: string): StateJson | undefined =>
  Object.hasOwn(json.config.states, state) ? json.config.states[state] : undefined;
