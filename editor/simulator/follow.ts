import type { Snapshot, Trace } from '../../runtime/engine/index.ts';
import type { Parting, Recorded, SimulatedWorld, Source } from '../../runtime/simulated-world/index.ts';
import { begun, type Walks, walked } from './walks.ts';

/** A real contact, to be gone along with. */
export interface Following {
  /** Id of the contact. */
  contact: string;
  /** The version it began on. */
  root: { flow: string; version: number };
  steps: readonly Recorded[];
}

/** A contact that was followed, and where that ended before its end. */
export interface Followed {
  walks: Walks;
  /** The step that could not be taken. */
  parted?: { seq: number; parting: Parting };
}

/**
 * Goes the way of a contact from a beginning, as far as it leads, and stands at one of its steps: whoever goes on from there
 * begins a branch, and what became of the contact stays beside it.
 */
export function followed(
  source: Source,
  beginning: SimulatedWorld,
  { root, steps }: Following,
  at: number,
): Followed {
  let walks = begun(beginning);
  let parted: Followed['parted'];
  for (const [index, step] of steps.entries()) {
    const before = steps[index - 1]?.snapshot ?? null;
    const next = walked(source, walks, { type: 'recurs', step, before, root });
    if (!next.ok) {
      parted = next.parting && { seq: step.event.seq, parting: next.parting };
      break;
    }
    walks = next.walks;
  }
  const here = Math.min(steps.filter(({ event }) => event.seq <= at).length, walks.tip);
  return { walks: { ...walks, here }, ...(parted ? { parted } : {}) };
}

/** How something ended, or where it is. */
export interface Ending {
  how: 'live' | 'left' | 'failed' | 'completed' | 'ended';
  reason: string;
  /** Node where it was last; empty where it never was at one. */
  node: string;
}

/** How a contact or a simulation ended, or where it is. */
export function endingOf(
  snapshot: Snapshot | null | undefined,
  turns: readonly { trace: readonly Trace[] }[],
): Ending {
  const node = turns.findLast(({ trace }) => trace.length > 0)?.trace.at(-1)?.node ?? '';
  if (!snapshot?.ended) return { how: 'live', reason: '', node };
  const { reason } = snapshot.ended;
  const how = KNOWN.find((one) => one === reason) ?? 'ended';
  return { how, reason, node };
}

const KNOWN = ['left', 'failed', 'completed'] as const;
