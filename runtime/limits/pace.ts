/** So many at once, and as many again evenly over each window. */
export interface Pace {
  most: number;
  windowMs: number;
}

/** One more may be had, or not before some time has passed. */
export type Share = { ok: true } | { ok: false; retryAfterSeconds: number };

/**
 * Takes one share at a pace. Pure: a leaky bucket, kept as the instant until when all that was taken is used up.
 * @param usedUntil 0 when nothing was taken yet
 * @param at now, epoch ms
 * @returns the new instant, or how many ms to wait
 */
export function taking(
  usedUntil: number,
  at: number,
  { most, windowMs }: Pace,
): { usedUntil: number } | { waitMs: number } {
  // A clock that was ahead and went back must not keep anybody out for longer than the window.
  const kept = Math.min(usedUntil, at + windowMs);
  const until = Math.max(kept, at) + windowMs / most;
  const over = until - (at + windowMs);
  return over > 0 ? { waitMs: over } : { usedUntil: until };
}

/** What whoever asks is told. */
export const shareOf = (taken: ReturnType<typeof taking>): Share =>
  'waitMs' in taken ? { ok: false, retryAfterSeconds: Math.ceil(taken.waitMs / 1000) } : { ok: true };
