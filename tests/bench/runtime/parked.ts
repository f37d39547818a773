import { amount, type Figure } from '../figure.ts';
import { residentOf } from '../kit/processes.ts';
import { median } from '../kit/statistics.ts';
import type { Workshop } from '../kit/workshop.ts';
import type { Measurement } from '../part.ts';
import type { HotHeap } from './hot-heap.program.ts';
import { addressOf } from './parked-contact.ts';
import type { Parked } from './parked.program.ts';
import type { Resume } from './resume.program.ts';
import { say, seeded } from './turns.ts';

const contacts = 1_000_000;

/** Contacts that wait: what a million of them cost on disk, in memory, at every poll and at a start. */
export const parked: Measurement = {
  names: [
    'timers-insert',
    'timers-empty-poll',
    'timers-500-due',
    'disk-per-parked-contact',
    'first-answer-after-start',
    'memory-per-100000-parked-contacts',
    'resume-parked-contact',
    'heap-per-hot-contact',
    'heap-per-parked-contact',
  ],
  async measure(shop) {
    const file = await seeded(shop, 'parked');
    const seen = await shop.run<Parked>('parked', { file, contacts });
    const starts = await starting(shop, file);
    const resume = await shop.run<Resume>('resume', { file, contacts });
    const heap = await shop.run<HotHeap>('hot-heap', { file, contacts: 100_000 });
    return [...onDisk(seen), ...starts, ...inMemory(resume, heap)];
  },
};

const onDisk = (seen: Parked): Figure[] => [
  amount(seen.perSecond, 'contacts/s', {
    name: 'timers-insert',
    what: 'Inserting contacts with a timer each, in transactions of 500: the first 200,000 of 1,000,000.',
  }),
  amount(seen.emptyPollUs, 'µs', {
    name: 'timers-empty-poll',
    what: 'Asking for due timers with 1,000,000 pending and none due.',
    gate: { atMost: 50 },
    details: { 'p99 µs': seen.emptyPollP99Us, 'next due µs': seen.nextDueUs },
  }),
  amount(seen.dueMs, 'ms', {
    name: 'timers-500-due',
    what: 'Reading the 500 that are due first among 1,000,000.',
    gate: { atMost: 20 },
  }),
  amount(seen.bytesPerContact, 'bytes', {
    name: 'disk-per-parked-contact',
    what: 'Database file per parked contact: its row and its entries in all indexes, keys in no order.',
    gate: { atMost: 300 },
  }),
];

const inMemory = (resume: Resume, heap: HotHeap): Figure[] => [
  amount(resume.us, 'µs', {
    name: 'resume-parked-contact',
    what: 'From a conversation to a contact ready to step, read from among 1,000,000 on disk.',
    details: { 'p99 µs': resume.p99Us },
  }),
  amount(heap.hotBytes, 'bytes', {
    name: 'heap-per-hot-contact',
    what: 'Heap per contact in memory, among 100,000.',
    gate: { atMost: 800 },
    target: { atMost: 300 },
  }),
  amount(heap.parkedBytes, 'bytes', {
    name: 'heap-per-parked-contact',
    what: 'Heap that stays per contact after it was in memory and went back to disk.',
    // None; a heap is not measured more closely than this.
    gate: { atMost: 8 },
  }),
];

/** Starts the product on the full database, and on an empty one to compare memory with. */
async function starting(shop: Workshop, file: string): Promise<Figure[]> {
  const empty = await seeded(shop, 'nobody');
  const full = [await start(shop, file, 1), await start(shop, file, 2), await start(shop, file, 3)];
  const bare = [await start(shop, empty, 1), await start(shop, empty, 2), await start(shop, empty, 3)];
  const resident = (runs: typeof full) => median(runs.map((run) => run.bytes));
  return [
    amount(median(full.map((run) => run.seconds)), 's', {
      name: 'first-answer-after-start',
      what: 'From the start of the process to its first answer to one of 1,000,000 parked contacts.',
      gate: { atMost: 3 },
      details: { 'empty database s': median(bare.map((run) => run.seconds)) },
    }),
    amount(Math.max(0, resident(full) - resident(bare)) / 10 / 1e6, 'MB', {
      name: 'memory-per-100000-parked-contacts',
      what: 'Resident memory after a start with 1,000,000 parked contacts, beyond that with none.',
      details: { 'full MB': resident(full) / 1e6, 'empty MB': resident(bare) / 1e6 },
    }),
  ];
}

async function start(shop: Workshop, file: string, n: number): Promise<{ seconds: number; bytes: number }> {
  const began = performance.now();
  const product = await shop.product(file);
  await say(product, 'three', addressOf(n), '2');
  const seconds = (performance.now() - began) / 1000;
  const bytes = residentOf(product.pid);
  await product.stop();
  return { seconds, bytes };
}
