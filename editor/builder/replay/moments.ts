import { type Effect, MASKED, nodeOf, type Snapshot } from '../../../runtime/engine/index.ts';
import type { Recorded } from '../../../runtime/simulated-world/index.ts';
import type { Clause, CustomerKey, OtherKey, Place } from './clause.ts';

/** Letters of an answer that are repeated in an explanation. */
const MOST_LETTERS = 60;

/** What an explanation knows of the steps before one. */
export interface Known {
  before: Recorded | undefined;
  /** The node that has asked for something, and waits for an answer. */
  asking: Place | undefined;
  /** By id: an outcome says no more of what it is of. */
  effects: ReadonlyMap<string, Effect>;
}

/** Where a contact is: the node of the flow that runs. */
export function placeOf(snapshot: Snapshot | undefined): Place | undefined {
  const frame = snapshot?.frames.at(-1);
  return frame && { flow: frame.flow, version: frame.version, node: nodeOf(frame.state) };
}

export const isSame = (one: Place | undefined, other: Place | undefined): boolean =>
  one?.flow === other?.flow && one?.version === other?.version && one?.node === other?.node;

/** What one step is worth telling, without how it ended. */
export function momentsOf(step: Recorded, known: Known): Clause[] {
  const { failure, trace, snapshot } = step;
  const moment = happenedIn(step, known);
  const told = moment ? [moment] : [];
  if (!failure) return told;
  const { seq } = step.event;
  const there = failure.node === undefined ? undefined : failedAt(step, known, failure.node);
  const went =
    snapshot.ended?.reason === 'failed' ? undefined : trace.findLast(({ exit }) => exit === undefined);
  return [
    ...told,
    there
      ? { by: 'other', key: 'broke', seq, place: there, text: failure.message }
      : { by: 'other', key: 'brokeNowhere', seq, text: failure.message },
    ...(went ? [{ by: 'other' as const, key: 'errorExit' as const, seq, place: withoutExit(went) }] : []),
  ];
}

const withoutExit = ({ flow, version, node }: Place): Place => ({ flow, version, node });

function failedAt({ trace }: Recorded, { before }: Known, node: string): Place | undefined {
  const found = trace.find((one) => one.node === node);
  if (found) return withoutExit(found);
  const frame = before?.snapshot.frames.at(-1);
  return frame && { flow: frame.flow, version: frame.version, node };
}

function happenedIn(step: Recorded, known: Known): Clause | undefined {
  const { event, status } = step;
  const { seq } = event;
  const place = placeOf(known.before?.snapshot);
  const at = place ? { place } : {};
  const other = (key: OtherKey, text?: string): Clause => ({
    by: 'other',
    key,
    seq,
    ...at,
    ...(text === undefined ? {} : { text }),
  });
  const customer = (key: CustomerKey, more: Partial<Pick<Clause, 'text' | 'ms'>> = {}): Clause => ({
    by: 'customer',
    key,
    seq,
    ...at,
    ...more,
  });
  // What came too late changed nothing; that a message was not sent is told all the same.
  if (status === 'ignored' && event.type !== 'effect.failed') return undefined;
  switch (event.type) {
    case 'contact.opened':
      return customer('came', { text: event.channel });
    case 'input.received': {
      if (status === 'kept') return undefined;
      if (event.input.value.includes(MASKED)) return customer('gaveHidden');
      if (stays(step, place)) return customer('invalidOnce');
      const text = labelOf(event.input, known) ?? event.input.value;
      return customer(GIVEN[event.input.kind], { text: shortened(text) });
    }
    case 'input.timedOut':
      return customer('silentOnce');
    case 'timer.fired':
      return isSame(known.asking, place) ? customer('silentOnce') : other('waited');
    case 'effect.succeeded':
      return answered(event.result, known.effects.get(event.effect), other);
    case 'effect.failed':
      return failed(event.failure.code, known.effects.get(event.effect), other, status === 'ignored');
    case 'interaction.left': {
      const ms = event.at - (known.before?.event.at ?? event.at);
      return ms < 1000 ? customer('leftAtOnce') : customer('left', { ms });
    }
    case 'contact.closed':
      return event.reason === 'erased' ? other('erased') : other('closed', event.reason);
    case 'contact.moved': {
      const put = place && { ...place, node: event.node };
      return { by: 'other', key: 'moved', seq, ...(put ? { place: put } : {}) };
    }
  }
}

const GIVEN = { dtmf: 'pressed', choice: 'chose', speech: 'said', text: 'wrote' } as const;

/** The node was not left: it has not taken what came. */
const stays = ({ snapshot, trace }: Recorded, place: Place | undefined): boolean =>
  !snapshot.ended && isSame(placeOf(snapshot), place) && !trace.some(({ exit }) => exit !== undefined);

/** What a button says. */
function labelOf({ kind, value }: { kind: string; value: string }, { effects }: Known): string | undefined {
  if (kind !== 'choice') return undefined;
  const asked = [...effects.values()].findLast(({ type }) => type === 'channel.collect');
  return asked?.type === 'channel.collect' ? asked.choices?.find(({ id }) => id === value)?.label : undefined;
}

const shortened = (text: string): string =>
  text.length <= MOST_LETTERS ? text : `${text.slice(0, MOST_LETTERS - 1).trimEnd()}…`;

type Tell = (key: OtherKey, text?: string) => Clause;

/** An answer from outside, where it is one to be told of. */
function answered(
  result: { [name: string]: unknown },
  effect: Effect | undefined,
  tell: Tell,
): Clause | undefined {
  if (effect?.type === 'channel.dial') {
    const status = DIALLED.find((one) => one === result['status']);
    return tell(status ? `transfer.${status}` : 'transfer.failed');
  }
  const status = result['status'];
  return effect?.type === 'http.request' && typeof status === 'number' && status >= 400
    ? tell('answeredBad', String(status))
    : undefined;
}

const DIALLED = ['completed', 'busy', 'noAnswer', 'failed'] as const;

function failed(code: string, effect: Effect | undefined, tell: Tell, late: boolean): Clause | undefined {
  if (code === 'customer.opted-out') return tell('optedOut');
  switch (effect?.type) {
    case 'http.request':
      return late ? undefined : tell('requestFailed', code);
    case 'script.run':
      return late ? undefined : tell('codeFailed', code);
    case 'channel.dial':
      return late ? undefined : tell('transferFailed', code);
    default:
      return tell('sendFailed', code);
  }
}
