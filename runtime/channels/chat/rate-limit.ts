/** Counts how often someone does something. */
export interface RateLimit {
  /** Takes one; when there is none left, the seconds until there is. */
  take(who: string): { ok: true } | { ok: false; retryAfterSeconds: number };
}

const MINUTE = 60_000;

/**
 * `perMinute` at once, and as many again evenly over each minute (a leaky bucket per name).
 * @param now epoch ms
 */
export function rateLimit(perMinute: number, now: () => number): RateLimit {
  const pause = MINUTE / perMinute;
  /** Until when a name has used up its share; in the past means all of it is left. */
  const usedUntil = new Map<string, number>();
  let swept = now();

  const sweep = (at: number): void => {
    if (at - swept < MINUTE) return;
    swept = at;
    for (const [who, until] of usedUntil) if (until <= at) usedUntil.delete(who);
  };

  return {
    take(who) {
      const at = now();
      sweep(at);
      const until = Math.max(usedUntil.get(who) ?? 0, at) + pause;
      const over = until - (at + MINUTE);
      if (over > 0) return { ok: false, retryAfterSeconds: Math.ceil(over / 1000) };
      usedUntil.set(who, until);
      return { ok: true };
    },
  };
}
