const FIRST_MS = 500;
const LONGEST_MS = 30_000;

/**
 * How long to wait before the next try: longer each time, and by chance, so that after an outage not everybody
 * comes back in the same second.
 * @param failures tries that failed so far, from 1
 * @param chance from 0 to 1
 */
export function pauseAfter(failures: number, chance: number): number {
  const longest = Math.min(LONGEST_MS, FIRST_MS * 2 ** (failures - 1));
  return Math.round(longest * (0.5 + chance / 2));
}
