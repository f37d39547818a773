import type { StoryEntry } from '../adapter.ts';
import type { Hearing } from './twiml/document.ts';

/**
 * Up to where a call has heard its contact's story. A request carries the turn its document was made for; the log knows
 * better when the carrier has gone on since, because an answer is logged under the turn it answers (`CallSid:<turn>`).
 */
export function heardUntil(story: StoryEntry[], call: string, turn: number): number {
  const answered = story.map(({ id }) => answeredTurn(id, call)).filter((one) => one !== undefined);
  return Math.max(turn, ...answered);
}

function answeredTurn(id: string | undefined, call: string): number | undefined {
  const found = id?.startsWith(`${call}:`) ? /^(\d+)(?::dial)?$/.exec(id.slice(call.length + 1)) : null;
  return found ? Number(found[1]) : undefined;
}

/** What the call has to hear now, given the story after `turn`. */
export function hearing(story: StoryEntry[], call: string, turn: number, ended: boolean): Hearing {
  const from = heardUntil(story, call, turn);
  return {
    effects: story.filter(({ seq }) => seq > from).flatMap(({ effects }) => effects),
    from,
    to: story.at(-1)?.seq ?? turn,
    ended: ended || (story.at(-1)?.ended ?? false),
  };
}

/**
 * Whether an answer comes too late: since the turn it answers, the contact was told or asked something else. Given to the
 * flow it would answer a question the caller has not heard; so it is dropped, and the caller hears the current one.
 */
export const isOutdated = (story: StoryEntry[]): boolean =>
  story.some(({ ended, effects }) => ended || effects.some(({ type }) => type.startsWith('channel.')));
