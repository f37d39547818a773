import type { Action } from '../machine.ts';

/** A guard with its parameters bound by whoever asks it. */
export type Guard = (...given: unknown[]) => boolean;

/** Where a way ends, in XState's words. */
export interface Arrival {
  state: string;
  /** The machine reached a final state. */
  done: boolean;
  /** XState took a transition, or had something done. */
  taken: boolean;
}

/** A piece of a way: actions one after the other, then a question with two ways on, or the end. */
interface Stretch {
  actions: Action[];
  guard?: Guard;
  params?: unknown;
  yes?: Stretch;
  no?: Stretch;
  end?: Arrival;
}

/** Who answers guards and does what the machine asks for. Both may throw, and then the way is left. */
export interface Walker {
  answer(guard: Guard, params: unknown): boolean;
  act(action: Action): void;
}

/** XState as it goes one way, seen from outside; it must ask and act through the walker given to `go`. */
export type Go = (walker: Walker) => Arrival;

/** Stretches kept per machine, a few dozen bytes each; ways beyond are gone by XState every time. */
const MOST_STRETCHES = 5_000;

/**
 * The ways an event has gone through a machine. XState knows nothing of a contact but the state it is in: which way it goes
 * follows from the answers of the guards alone. So it is asked once for each way, and from then on the same questions are
 * put and the same actions done in the same order without it, for a tenth of the time.
 */
export function knownWays(): (state: string, event: string, walker: Walker, go: Go) => Arrival {
  const beginnings = new Map<string, Map<string, Stretch>>();
  let stretches = 0;

  return (state, event, walker, go) => {
    let events = beginnings.get(state);
    if (!events) beginnings.set(state, (events = new Map<string, Stretch>()));
    const answers: boolean[] = [];
    let last: Stretch | undefined;
    let next = events.get(event);
    while (next) {
      last = next;
      for (const action of last.actions) walker.act(action);
      if (last.end) return last.end;
      const answer = walker.answer(last.guard!, last.params);
      answers.push(answer);
      next = answer ? last.yes : last.no;
    }
    const found = explored(answers, walker, go);
    // Only a way that was gone to its end: what was thrown on it tells nothing of where it leads.
    if (stretches + found.count > MOST_STRETCHES) return found.end;
    stretches += found.count;
    if (!last) events.set(event, found.first);
    else if (answers.at(-1)) last.yes = found.first;
    else last.no = found.first;
    return found.end;
  };
}

/** Has XState go the whole way. What was answered and done already is answered alike and not done again; the rest is noted. */
function explored(
  answers: readonly boolean[],
  walker: Walker,
  go: Go,
): { first: Stretch; count: number; end: Arrival } {
  const first: Stretch = { actions: [] };
  let tail = first;
  let asked = 0;
  let count = 1;
  const end = go({
    answer(guard, params) {
      asked += 1;
      if (asked <= answers.length) return answers[asked - 1]!;
      const answer = walker.answer(guard, params);
      tail.guard = guard;
      tail.params = params;
      const next: Stretch = { actions: [] };
      if (answer) tail.yes = next;
      else tail.no = next;
      tail = next;
      count += 1;
      return answer;
    },
    act(action) {
      if (asked < answers.length) return;
      walker.act(action);
      tail.actions.push(action);
    },
  });
  tail.end = end;
  return { first, count, end };
}
