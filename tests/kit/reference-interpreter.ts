import { GUARDS } from '../../runtime/engine/run/guards.ts';
import { type ReadCalendar, REMEMBER } from '../../runtime/engine/run/vocabulary.ts';
import {
  type Action,
  type Guard,
  LIMITS,
  type MachineContext,
  type MachineEvent,
  type MachineJson,
  type TransitionJson,
} from '../../runtime/engine/index.ts';

/*
 * What a compiled machine means, written down once more without any library: slow to change, quick to read.
 * The engine is held against it, and its speed shows what a step costs beyond what has to be done.
 */

/** What one event did, as the engine's own `Run`. */
export interface Interpreted {
  state: string;
  context: MachineContext;
  asked: Action[];
  done: boolean;
  taken: boolean;
}

type Held = (guard: Guard['params'], ...rest: unknown[]) => boolean;
type Remember = (params: Action['params'], ...rest: unknown[]) => Partial<MachineContext>;
const guards = GUARDS as unknown as Record<string, Held>;
const remember = REMEMBER as unknown as Record<string, Remember>;

/** One event through a machine, from a state and context to the next. Throws what guards and actions throw. */
export function interpret(
  json: MachineJson,
  state: string,
  context: MachineContext,
  event: MachineEvent,
  readCalendar: ReadCalendar = () => undefined,
): Interpreted {
  const { states, on } = json.config;
  const run: Interpreted = { state, context, asked: [], done: false, taken: false };

  const act = (actions: Action[] = []): void => {
    for (const action of actions) {
      const change = remember[action.type];
      if (change)
        run.context = {
          ...run.context,
          ...change(action.params, run.context, event, json, readCalendar),
        };
      else run.asked.push(action);
    }
  };

  const enabled = (transitions: TransitionJson[] = []): TransitionJson | undefined =>
    transitions.find(
      ({ guard }) => !guard || guards[guard.type]!(guard.params, run.context, event, json, readCalendar),
    );

  const take = ({ target, actions, reenter }: TransitionJson, atRoot: boolean): void => {
    act(actions);
    if (target === undefined) return;
    const next = atRoot ? target.slice(1) : target;
    // A transition to the state itself stays inside it, unless it is told to leave and enter anew.
    if (next === run.state && !reenter && !atRoot) return;
    run.state = next;
    act(states[next]!.entry);
  };

  // The state's own transitions hide those of the whole flow, also one that leads nowhere.
  const type = event.type as keyof NonNullable<typeof on>;
  const own = enabled(states[state]!.on?.[type as never]);
  const first = own ?? enabled(on?.[type]);
  if (!first) return run;
  run.taken = first.target !== undefined || (first.actions?.length ?? 0) > 0;
  take(first, !own);
  for (let steps = 0; ; steps += 1) {
    const here = states[run.state]!;
    if (here.type === 'final') return { ...run, done: true };
    const next = enabled(here.always);
    if (!next) return run;
    if (steps > LIMITS.microstepsPerStep) throw new Error('Infinite loop');
    const before = run.context;
    take(next, false);
    // A way that neither leads on nor changes anything would be taken for ever.
    if (next.target === undefined && run.context === before) return run;
  }
}
