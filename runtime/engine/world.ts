import type { CalendarReading } from './calendar.ts';
import type { Decided } from './run/decisions.ts';
import type { Machine } from './run/machine-runner.ts';
import type { Snapshot } from './snapshot.ts';

/**
 * What a step may look up. Everything looked up is reported in `Step.facts`,
 * so a replay of the log needs no world but those facts.
 */
export interface World {
  /** A published machine; without a version, the latest published one. */
  machine(flow: string, version?: number): Machine | undefined;
  calendar(id: string, at: number): CalendarReading | undefined;
}

/** What a step looked up: part of the log. */
export interface Facts {
  /** Version that "latest" meant. */
  flows?: { [flow: string]: number };
  calendars?: { [id: string]: CalendarReading };
  /** What was decided by values the log does not hold. */
  decided?: Decided;
  /** Where the step led, when it cannot be taken again with masked values. */
  after?: Snapshot;
}

/** The world as it was: answers only from the facts of a logged step. */
export function worldOfFacts(facts: Facts, machine: World['machine']): World {
  return {
    machine(flow, version) {
      const known = version ?? facts.flows?.[flow];
      // What no fact tells was not published then, whatever is published now.
      return known === undefined ? undefined : machine(flow, known);
    },
    calendar: (id) => facts.calendars?.[id],
  };
}
