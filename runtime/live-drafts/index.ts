import type { LiveParts } from './live-draft.ts';
import { type LiveDrafts, liveDrafts } from './live-drafts.ts';
import { type LiveDoor, liveDoor, type UpgradeParts } from './upgrade.ts';

/** Drafts that people change together: the documents, and the door to them. */
export interface Drafting {
  live: LiveDrafts;
  upgrade: LiveDoor['upgrade'];
  /** Tells everybody who has a draft open that they have to come back later. */
  sayGoodbye(): Promise<void>;
}

/** Takes up what an earlier process left, and opens the door. */
export async function drafting(parts: LiveParts & Omit<UpgradeParts, 'live'>): Promise<Drafting> {
  const live = liveDrafts(parts);
  await live.recover();
  const door = liveDoor({ ...parts, live });
  return { live, upgrade: (...upgrade) => door.upgrade(...upgrade), sayGoodbye: () => door.close() };
}
