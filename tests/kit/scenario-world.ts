import {
  type Calendar,
  type CalendarReading,
  compile,
  type FlowDefinition,
  type Machine,
  readCalendar,
  readFlow,
  type Registry,
  type Surroundings,
  toMachine,
  type World,
} from '../../runtime/engine/index.ts';
import { registry as productRegistry } from '../../nodes/index.ts';

/** What surrounds the flow of a scenario. */
export interface Setting {
  /** Other flows, as documents. */
  flows?: unknown[];
  /** Calendars, whole or by what they say at the beginning. */
  calendars?: { [id: string]: Calendar | CalendarReading['status'] };
  registry?: Registry;
  /** When it begins, ISO instant; a Monday morning in March 2026 when absent. */
  at?: string;
  /** Chance: the same for every event of the scenario. */
  seed?: number;
  /** Answers for flows that are not among the documents. */
  standIn?: (flow: string) => Machine | undefined;
}

/** Calendars of a scenario; what a test says about one holds until it says something else. */
export type Calendars = Map<string, Calendar | CalendarReading>;

/** Calendars as they are at the beginning. */
export const calendarsOf = ({ calendars = {} }: Setting): Calendars =>
  new Map(
    Object.entries(calendars).map(([id, given]) => [
      id,
      typeof given === 'string' ? { status: given } : given,
    ]),
  );

/** A world around the engine in which every flow is published as version 1. Throws when a flow has errors. */
export function worldOf(documents: unknown[], setting: Setting, calendars: Calendars): World {
  const flows = new Map(documents.map(readOrThrow).map((flow) => [flow.id, flow]));
  const surroundings: Surroundings = {
    otherFlow: (id) => flows.get(id),
    ...(setting.calendars ? { calendarExists: (id) => calendars.has(id) } : {}),
  };
  const machines = new Map<string, Machine>();
  for (const [id, flow] of flows) {
    const compiled = compile(flow, setting.registry ?? productRegistry, setting.standIn ? {} : surroundings);
    if (!compiled.ok)
      throw new Error(`Flow "${id}" has errors:\n${JSON.stringify(compiled.issues, null, 2)}`);
    // As it is read from the database: machines are stored as JSON.
    machines.set(id, toMachine(JSON.parse(JSON.stringify(compiled.machine)), 1));
  }
  return {
    machine: (flow) => machines.get(flow) ?? setting.standIn?.(flow),
    calendar(id, at) {
      const known = calendars.get(id);
      return known && ('status' in known ? known : readCalendar(known, at));
    },
  };
}

function readOrThrow(document: unknown): FlowDefinition {
  const read = readFlow(document);
  if (!read.ok) throw new Error(`This is no flow document:\n${JSON.stringify(read.issues, null, 2)}`);
  return read.flow;
}
