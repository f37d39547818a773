/** Attempts at a send that fails for a reason that may pass: about an hour of them. */
export const MOST_ATTEMPTS = 70;
/** Attempts whose outcome stays unknown before a person must look. */
export const MOST_DOUBTS = 8;
/** Times a provider is asked whether it has our reference before a person must look. */
export const MOST_LOOKUPS = 70;
/** Ms before the first such question: the provider may still be writing. */
export const LOOKUP_AFTER_MS = 500;
/** Requests under way at once per connection: after an outage, everyone waits for the same provider. */
export const MOST_AT_ONCE = 64;

const FIRST_MS = 500;
const LONGEST_MS = 60_000;

/** Ms to wait after an attempt: doubled each time, with half of it left to chance (0 to 1) so that repeats do not march in step. */
export function afterAttempt(attempts: number, chance: number): number {
  const full = Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.max(0, attempts - 1));
  return full / 2 + (full / 2) * chance;
}
