import type { Effect } from '../engine/index.ts';
import type { Carrier } from './carrier.ts';
import { carrier, type CarrierParts } from './carry-out.ts';

/** Carries effects to the providers of channels, in order per contact. */
export const pushCarrier = (
  parts: CarrierParts & {
    /** Whether a connection sends the effect by calling its provider. */
    pushes: (effect: Effect, connection: string) => boolean;
  },
): Carrier => ({
  takes: parts.pushes,
  lane: ({ contact }) => contact,
  gate: ({ connection }) => connection,
  attempt: carrier(parts),
});
