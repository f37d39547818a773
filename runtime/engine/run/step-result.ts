import type { Effect } from '../effect.ts';
import type { StepFailure } from './failure.ts';
import type { Snapshot } from '../snapshot.ts';
import type { Facts } from '../world.ts';

/** Where the contact went: a node entered, or the exit it was left by. */
export interface Trace {
  flow: string;
  version: number;
  node: string;
  exit?: string;
}

/** The whole answer of the engine to one event. Nothing has been done yet: effects are for the shell to carry out. */
export interface Step {
  snapshot: Snapshot;
  effects: Effect[];
  trace: Trace[];
  waitingFor: string[];
  /** `kept`: an input that no node listens to yet waits in the contact. `failed`: the step was undone and the error exit taken. */
  status: 'waiting' | 'done' | 'ignored' | 'kept' | 'failed';
  failure?: { code: string; message: string; node?: string };
  facts?: Facts;
}

/** The answer as the shell gets it: what there is nothing of is left out, for all of it goes into the log. */
export function stepOf({
  snapshot,
  journal,
  failure,
  status,
  facts,
  waitingFor,
}: {
  snapshot: Snapshot;
  journal: Pick<Step, 'effects' | 'trace'>;
  failure: StepFailure | undefined;
  status: 'kept' | 'ignored' | undefined;
  facts: Facts;
  waitingFor: string[];
}): Step {
  const { effects, trace } = journal;
  return {
    snapshot,
    effects,
    trace,
    waitingFor,
    status: failure ? 'failed' : (status ?? (snapshot.ended ? 'done' : 'waiting')),
    ...(failure ? { failure: toldOf(failure) } : {}),
    ...(facts.flows || facts.calendars ? { facts } : {}),
  };
}

const toldOf = ({ code, message, node }: StepFailure): NonNullable<Step['failure']> => ({
  code,
  message,
  ...(node === undefined ? {} : { node }),
});
