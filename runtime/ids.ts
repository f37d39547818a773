import { randomInt } from 'node:crypto';

const ALPHABET_SIZE = 36;
/** Random characters after the time: 36^5 ids in one millisecond. */
const CHANCE_LENGTH = 5;

/**
 * Makes ids of 13 small letters and digits that sort by the time they were made, so rows of one time lie together on disk.
 * Not secret: what must not be guessed carries a signature.
 */
export function newIds(now: () => number): () => string {
  return () => {
    const chance = randomInt(ALPHABET_SIZE ** CHANCE_LENGTH)
      .toString(ALPHABET_SIZE)
      .padStart(CHANCE_LENGTH, '0');
    return now().toString(ALPHABET_SIZE).padStart(8, '0') + chance;
  };
}
