import { CHANNEL_TRAITS, type Choice, dueAt, type Effect } from '../engine/index.ts';
import type { SimulatedWorld } from './simulated-world.ts';

/** What makes sense to do where the contact is: which buttons a preview offers. */
export interface Possible {
  /** A text can be typed or said; it waits in the contact's inbox when no node listens yet. */
  input: 'heard' | 'kept' | 'none';
  keys: boolean;
  choices: Choice[];
  /** Somebody can stay silent. */
  silence: boolean;
  /** When the next thing happens by itself, epoch ms. */
  next: number | null;
  /** What is awaited from outside and has no answer yet. */
  awaits: { effect: Effect; node: string; isReal: boolean } | null;
  leave: boolean;
}

/** What makes sense now. */
export function possibleIn({ snapshot, listening, waitingFor, awaited }: SimulatedWorld): Possible {
  if (!snapshot || snapshot.ended)
    return {
      input: 'none',
      keys: false,
      choices: [],
      silence: false,
      next: null,
      awaits: null,
      leave: false,
    };
  const { spoken, timesInput } = CHANNEL_TRAITS[snapshot.channel];
  const due = dueAt(snapshot);
  const times = [...(due === undefined ? [] : [due]), ...(awaited?.comes ? [awaited.comes.at] : [])];
  return {
    input: waitingFor.includes('input.received') ? 'heard' : 'kept',
    keys: spoken,
    choices: listening?.choices ?? [],
    silence: due !== undefined || (timesInput && waitingFor.includes('input.timedOut')),
    next: times.length === 0 ? null : Math.min(...times),
    awaits: awaits(awaited),
    leave: true,
  };
}

function awaits(awaited: SimulatedWorld['awaited']): Possible['awaits'] {
  if (!awaited || awaited.comes) return null;
  const { effect, node, isReal } = awaited;
  return { effect, node, isReal };
}
