import type {
  Calendar,
  ContactEvent,
  CustomerFacts,
  Effect,
  FlowDefinition,
  Happening,
  Listening,
  Machine,
  Snapshot,
  Step,
} from '../engine/index.ts';
import type { Setting } from './setting.ts';

/** What a simulation is made of: drawings and their machines, and the calendars as they are kept. */
export interface Source {
  /** A machine; without a version the one that is tried, or the latest. */
  machine(flow: string, version?: number): Machine | undefined;
  /** The drawing of a machine: nodes bring stand-ins with them. */
  drawing(flow: string, version?: number): FlowDefinition | undefined;
  calendar(id: string): Calendar | undefined;
}

/** One event, and what the engine made of it. */
export interface Turn extends Pick<Step, 'effects' | 'trace' | 'status' | 'failure'> {
  event: ContactEvent;
}

/**
 * A contact in a world without anybody in it: plain JSON, so that any moment can be kept, gone back to and gone on from.
 * Time is a number, and passes when somebody says so.
 */
export interface SimulatedWorld {
  flow: string;
  version?: number;
  /** Virtual clock, epoch ms. */
  at: number;
  /** What chance is drawn from. */
  seed: number;
  seq: number;
  setting: Setting;
  /** Who the contact is with, as it is kept: flows change it. */
  customer: CustomerFacts;
  snapshot: Snapshot | null;
  /** How the node where the contact is listens. */
  listening: Listening | null;
  /** What is awaited from outside, and when it comes; without a time it comes when somebody says so. */
  awaited: {
    effect: Effect;
    node: string;
    comes: { at: number; happening: Happening } | null;
    /** Nobody stands in: it is really to be asked for. */
    isReal: boolean;
  } | null;
  /** Events the machine takes where it is. */
  waitingFor: string[];
  /** How often each node's stand-in has answered. */
  answered: { [node: string]: number };
  story: Turn[];
}

/** A world before anybody has come. */
export function newWorld({
  flow,
  version,
  at,
  seed = 1,
  customer = { id: 'customer' },
  setting = {},
}: Pick<SimulatedWorld, 'flow' | 'at'> &
  Partial<Pick<SimulatedWorld, 'version' | 'seed' | 'customer' | 'setting'>>): SimulatedWorld {
  return {
    flow,
    ...(version === undefined ? {} : { version }),
    at,
    seed,
    seq: 0,
    setting,
    customer,
    snapshot: null,
    listening: null,
    awaited: null,
    waitingFor: [],
    answered: {},
    story: [],
  };
}
