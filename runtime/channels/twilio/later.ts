/** Seconds after which work is tried again: two minutes in all, which outlasts a full disk being noticed or a restart. */
const DELAYS = [1, 2, 4, 8, 16, 32, 60];
/** Pieces of work kept at once. */
const LIMIT = 10_000;

/** Work that failed and nobody will ask for again. */
export interface Later {
  /** Tries again by and by; `gaveUp` hears when it never worked. */
  tryAgain(work: () => Promise<void>, gaveUp: (error: unknown) => void): void;
  close(): void;
}

/** Keeps work in memory, for senders that tell a thing only once. */
export function later(delays: number[] = DELAYS): Later {
  const timers = new Set<NodeJS.Timeout>();

  function wait(work: () => Promise<void>, gaveUp: (error: unknown) => void, tried: number): void {
    const timer = setTimeout(() => {
      timers.delete(timer);
      work().catch((error: unknown) => {
        if (tried + 1 < delays.length) wait(work, gaveUp, tried + 1);
        else gaveUp(error);
      });
    }, delays[tried]! * 1000);
    timers.add(timer);
  }

  return {
    tryAgain(work, gaveUp) {
      if (timers.size < LIMIT) wait(work, gaveUp, 0);
      else gaveUp(new Error('Too much work is waiting.'));
    },
    close() {
      for (const timer of timers) clearTimeout(timer);
      timers.clear();
    },
  };
}
