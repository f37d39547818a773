import { parseArgs } from 'node:util';

/** Faults put into the server on purpose, to see that the test notices them. */
export const BREAKS = ['blind-retry', 'blind-lookup', 'early-ack', 'silent-repeat'] as const;
export type Break = (typeof BREAKS)[number];

export interface CrashOptions {
  cycles: number;
  senders: number;
  /** Conversations of each sender on each connection. */
  conversations: number;
  break: Break | undefined;
  seed: number;
  /** Keeps the folder with database, books and transcript even if all went well. */
  keep: boolean;
}

const USAGE = `Usage: npm run test:crash -- [--cycles 60] [--senders 24] [--conversations 2] [--seed n] [--keep]
                             [--break ${BREAKS.join(' | ')}]`;

/** Reads the arguments; a sentence when they make no sense. */
export function readOptions(argv: string[]): CrashOptions | string {
  try {
    const { values } = parseArgs({
      args: argv,
      options: {
        cycles: { type: 'string', default: '60' },
        senders: { type: 'string', default: '24' },
        conversations: { type: 'string', default: '2' },
        seed: { type: 'string', default: String(Date.now() % 1_000_000) },
        break: { type: 'string' },
        keep: { type: 'boolean', default: false },
      },
    });
    const broken = BREAKS.find((one) => one === values.break);
    const numbers = [values.cycles, values.senders, values.conversations, values.seed].map(Number);
    if (numbers.some((one) => !Number.isInteger(one) || one < 1) || (values.break && !broken)) return USAGE;
    const [cycles, senders, conversations, seed] = numbers as [number, number, number, number];
    return { cycles, senders, conversations, seed, break: broken, keep: values.keep };
  } catch {
    return USAGE;
  }
}

/** Chance that can be repeated: numbers from 0 up to, not including, 1. */
export function chanceFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
