import { useEffect, useState } from 'react';
import type { Following } from '../simulator/follow.ts';
import { usePlaying } from '../simulator/playing.tsx';
import { loadFollowing } from './replay/record.ts';

/** A contact to go along with on the draft, and the step to stand at. */
export interface Fork {
  contact: Following;
  seq: number;
}

/** The contact that the page's address names, `?contact=…&step=…`: the simulator opens with it. Undefined where it names none. */
export function useFork(): { fork?: Fork; error?: unknown } {
  const { setOpen } = usePlaying();
  const [found, setFound] = useState<{ fork?: Fork; error?: unknown }>({});
  useEffect(() => {
    const asked = new URLSearchParams(location.search);
    const id = asked.get('contact');
    if (id === null) return undefined;
    let isHere = true;
    loadFollowing(id).then(
      (contact) => {
        if (!isHere) return;
        setFound({ fork: { contact, seq: Number(asked.get('step') ?? Infinity) } });
        setOpen(true);
      },
      (error: unknown) => isHere && setFound({ error }),
    );
    return () => {
      isHere = false;
    };
  }, [setOpen]);
  return found;
}
