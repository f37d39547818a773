import type { Effect } from '../engine/index.ts';
import type { Seals } from './twins-text.ts';

interface SealedBody {
  sealed: { secret: string; keyId: string };
  shown: Effect;
}

const belonging = (effect: string): string[] => ['effect', effect];

/** An effect as the outbox holds it until it is carried out: sealed, where it says more than may be shown. */
export function bodyOf(effect: Effect, shown: Effect, seals: Seals): string {
  const text = JSON.stringify(effect);
  if (text === JSON.stringify(shown)) return text;
  return JSON.stringify({ sealed: seals.seal(text, belonging(effect.id)), shown } satisfies SealedBody);
}

/** The effect to carry out. Throws when its seal does not open. */
export function effectIn({ id, body }: { id: string; body: string }, seals: Seals): Effect {
  const read = JSON.parse(body) as Effect | SealedBody;
  return 'sealed' in read ? (JSON.parse(seals.open(read.sealed, belonging(id))) as Effect) : read;
}

/** What may be shown of a row; undefined when nothing is left of it. */
export function shownIn(body: string): Effect | undefined {
  const read = JSON.parse(body) as Partial<Effect> | SealedBody;
  if ('sealed' in read) return read.shown;
  return read.type === undefined ? undefined : (read as Effect);
}
