import { type Effect, nodeOf } from '../../../runtime/engine/index.ts';
import type { Recorded } from '../../../runtime/simulated-world/index.ts';
import type { Clause } from './clause.ts';
import { isSame, type Known, momentsOf, placeOf } from './moments.ts';

/** Moments told before the end; what was before them is only counted. */
const MOST_TOLD = 5;
/** Code in the log of a contact that could not be read any more. */
const UNREADABLE = 'contact.unreadable';

/**
 * Why a contact ended where it did, or where it is now, from its log: a few clauses, each with its step and its node.
 * Pure; nothing for a contact without steps.
 */
export function explanationOf(steps: readonly Recorded[]): Clause[] {
  const clauses: Clause[] = [];
  const effects = new Map<string, Effect>();
  let known: Known = { before: undefined, asking: undefined, effects };
  for (const step of steps) {
    for (const clause of momentsOf(step, known)) tell(clauses, clause);
    for (const effect of step.effects) effects.set(effect.id, effect);
    const asks = step.effects.some(({ type }) => type === 'channel.collect');
    const went = step.trace.length > 0;
    known = {
      before: step,
      asking: asks ? placeOf(step.snapshot) : went ? undefined : known.asking,
      effects,
    };
  }
  const last = steps.at(-1);
  if (!last) return [];
  const end = last.snapshot.ended ? ended(last) : goesOn(last, known);
  return end ? shortened([...askedOnceMore(clauses, last), end]) : shortened(askedOnceMore(clauses, last));
}

/** The same trouble at the same node is told once, with how often. */
function tell(clauses: Clause[], clause: Clause): void {
  const last = clauses.at(-1);
  const kind = tryOf(clause);
  const before = last && tryOf(last);
  if (!last || !kind || !before || !isSame(last.place, clause.place)) {
    clauses.push(clause);
    return;
  }
  const key = kind === 'silent' && before === 'silent' ? 'silent' : 'invalid';
  const { text: _text, ...rest } = clause;
  clauses[clauses.length - 1] = { ...rest, by: 'customer', key, count: (last.count ?? 1) + 1 };
}

function tryOf({ key }: Clause): 'invalid' | 'silent' | undefined {
  if (key === 'invalid' || key === 'invalidOnce') return 'invalid';
  return key === 'silent' || key === 'silentOnce' ? 'silent' : undefined;
}

/** Whoever left while being asked again was asked once more than they failed to answer. */
function askedOnceMore(clauses: Clause[], { event }: Recorded): Clause[] {
  const at = clauses.findLastIndex(({ seq }) => seq < event.seq);
  const tried = clauses[at];
  const left = clauses[at + 1];
  const kind = tried && tryOf(tried);
  if (!tried || !kind || event.type !== 'interaction.left' || !isSame(tried.place, left?.place))
    return clauses;
  const again: Clause = {
    ...tried,
    by: 'customer',
    key: kind,
    count: (tried.count ?? 1) + 1,
  };
  return clauses.with(at, again);
}

function ended({ event, snapshot, failure, trace }: Recorded): Clause | undefined {
  const { seq } = event;
  const { reason, outcome } = snapshot.ended!;
  if (reason === 'failed' && failure)
    return { by: 'other', key: failure.code === UNREADABLE ? 'unreadable' : 'apologised', seq };
  if (event.type === 'interaction.left' && reason === 'left') return undefined;
  if (event.type === 'contact.closed' && reason === event.reason) return undefined;
  const at = trace.at(-1);
  const place = at ? { flow: at.flow, version: at.version, node: at.node } : placeOf(snapshot);
  const there = { by: 'other' as const, seq, ...(place ? { place } : {}) };
  if (reason !== 'completed') return { ...there, key: 'endedAs', text: reason };
  return outcome === undefined
    ? { ...there, key: 'completed' }
    : { ...there, key: 'completedWith', text: outcome };
}

function goesOn({ event, snapshot }: Recorded, { asking }: Known): Clause | undefined {
  const frame = snapshot.frames.at(-1);
  if (!frame) return undefined;
  const { seq } = event;
  const place = { flow: frame.flow, version: frame.version, node: nodeOf(frame.state) };
  const { pending, timer } = frame.context;
  if (pending !== undefined) return { by: 'other', key: 'waitsAnswer', seq, place };
  if (isSame(asking, place)) return { by: 'customer', key: 'isAsked', seq, place };
  return timer
    ? { by: 'other', key: 'waitsUntil', seq, place, at: timer.due }
    : { by: 'other', key: 'waitsThere', seq, place };
}

/** How it began, and the last of it; the steps between are counted. */
function shortened(clauses: Clause[]): Clause[] {
  const [first, ...rest] = clauses;
  if (!first || rest.length <= MOST_TOLD) return clauses;
  const told = rest.slice(-MOST_TOLD);
  const before = rest.at(-MOST_TOLD - 1)!;
  const count = rest.length - MOST_TOLD;
  const { place } = before;
  return [
    first,
    { by: 'other', key: 'earlier', seq: before.seq, count, ...(place ? { place } : {}) },
    ...told,
  ];
}
