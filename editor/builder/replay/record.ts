import { useEffect, useRef } from 'react';
import type { Recorded } from '../../../runtime/simulated-world/index.ts';
import { api, type Contact, Refused } from '../../api.ts';
import type { Following } from '../../simulator/follow.ts';
import { useLoaded } from '../../ui/use-loaded.ts';

/** Ms between two looks at a contact that goes on. */
const LOOK = 3_000;

/** A contact and every step of it that is kept. */
export interface Kept {
  contact: Contact;
  steps: readonly Recorded[];
}

/** Loads what has happened in a contact behind a position of its log, answer by answer. */
async function stepsAfter(id: string, after: number): Promise<Recorded[]> {
  const { steps, more } = await api.replay(id, after);
  const read = steps as unknown as Recorded[];
  const last = read.at(-1);
  return more && last ? [...read, ...(await stepsAfter(id, last.event.seq))] : read;
}

/** A contact to be played; while it goes on, it grows. */
export function useKept(id: string): ReturnType<typeof useLoaded<Kept>> {
  const known = useRef<Kept | undefined>(undefined);
  const [loaded, again] = useLoaded(async (): Promise<Kept> => {
    try {
      const contact = await api.contact(id);
      const { steps = [] } = known.current ?? {};
      const more = await stepsAfter(id, steps.at(-1)?.event.seq ?? 0);
      known.current = { contact, steps: more.length > 0 ? [...steps, ...more] : steps };
    } catch (error) {
      // Without a network for a moment, what is known stays; the next look brings the rest.
      if (!known.current || error instanceof Refused) throw error;
    }
    return known.current;
  }, id);
  const isLive = loaded !== undefined && 'value' in loaded && loaded.value.contact.endedAt === null;
  useEffect(() => {
    if (!isLive) return undefined;
    const timer = setInterval(() => {
      if (document.visibilityState === 'visible') again();
    }, LOOK);
    return () => clearInterval(timer);
    // `again` is made anew at every render and always does the same.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [isLive]);
  return [loaded, again];
}

/** The same as a simulation goes along with it. */
export const followingOf = ({ contact, steps }: Kept): Following => ({
  contact: contact.id,
  root: { flow: contact.flow, version: contact.version },
  steps,
});

/** A contact once, to be gone along with. */
export async function loadFollowing(id: string): Promise<Following> {
  const contact = await api.contact(id);
  return followingOf({ contact, steps: await stepsAfter(id, 0) });
}
