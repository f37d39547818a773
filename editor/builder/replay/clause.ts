/** A node of a flow version: where something happened. */
export interface Place {
  flow: string;
  version: number;
  node: string;
}

/** What a customer did or lived through. Said of them, several of these make one sentence. */
export type CustomerKey =
  | 'came'
  | 'pressed'
  | 'chose'
  | 'said'
  | 'wrote'
  | 'gaveHidden'
  | 'invalidOnce'
  | 'invalid'
  | 'silentOnce'
  | 'silent'
  | 'left'
  | 'leftAtOnce'
  | 'isAsked';

/** What happened otherwise: each is a sentence of its own. */
export type OtherKey =
  | 'earlier'
  | 'waited'
  | 'requestFailed'
  | 'answeredBad'
  | 'codeFailed'
  | 'transferFailed'
  | 'transfer.completed'
  | 'transfer.busy'
  | 'transfer.noAnswer'
  | 'transfer.failed'
  | 'sendFailed'
  | 'optedOut'
  | 'broke'
  | 'brokeNowhere'
  | 'errorExit'
  | 'apologised'
  | 'unreadable'
  | 'closed'
  | 'erased'
  | 'moved'
  | 'completed'
  | 'completedWith'
  | 'endedAs'
  | 'waitsAnswer'
  | 'waitsUntil'
  | 'waitsThere';

/** A part of an explanation: what happened, at which step and at which node. */
export type Clause = {
  /** Step of the log it is about. */
  seq: number;
  place?: Place;
  /** What was given, what went wrong, what it was called. */
  text?: string;
  count?: number;
  /** How long, ms. */
  ms?: number;
  /** Until when, epoch ms. */
  at?: number;
} & ({ by: 'customer'; key: CustomerKey } | { by: 'other'; key: OtherKey });

/** Sentences: what a customer did one after the other is one, everything else one each. */
export const sentencesOf = (clauses: readonly Clause[]): Clause[][] => {
  const sentences: Clause[][] = [];
  for (const clause of clauses) {
    const last = sentences.at(-1);
    if (clause.by === 'customer' && last?.[0]?.by === 'customer') last.push(clause);
    else sentences.push([clause]);
  }
  return sentences;
};
