import { useEffect, useState } from 'react';
import type { Recorded } from '../../../runtime/simulated-world/index.ts';

export const SPEEDS = [0.5, 1, 2, 4, 8] as const;
/** Ms a step is shown: as long as it took, within what one can watch. */
const SHORTEST = 600;
const LONGEST = 2_500;

/** How a record is gone through. */
export interface Playback {
  /** Position of the step that is shown. */
  at: number;
  isPlaying: boolean;
  speed: number;
  setSpeed: (speed: number) => void;
  /** Shows a step, and stops there. */
  goTo: (position: number) => void;
  toggle: () => void;
}

/** Goes through steps by itself or by hand; whoever stands at the last one stays with a contact that goes on. */
export function usePlayback(steps: readonly Recorded[]): Playback {
  const end = steps.length - 1;
  // Undefined is the end, wherever that comes to be.
  const [wanted, setWanted] = useState(() => positionInAddress(steps));
  const [isPlaying, setPlaying] = useState(false);
  const [speed, setSpeed] = useState(1);
  const at = Math.min(wanted ?? end, end);
  const show = (position: number) => {
    const put = Math.max(0, position);
    setWanted(put >= end ? undefined : put);
  };
  const [here, next] = [steps[at], steps[at + 1]];
  useEffect(() => {
    if (!isPlaying || !here) return undefined;
    if (!next) {
      setPlaying(false);
      return undefined;
    }
    const took = Math.min(Math.max(next.event.at - here.event.at, SHORTEST), LONGEST);
    const timer = setTimeout(() => show(at + 1), took / speed);
    return () => clearTimeout(timer);
    // `show` is made anew at every render and does the same.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [isPlaying, at, here, next, speed]);
  const seq = wanted === undefined ? undefined : here?.event.seq;
  // A link to what is shown can be sent to somebody.
  useEffect(() => {
    if (!isPlaying)
      history.replaceState(null, '', `${location.pathname}${seq === undefined ? '' : `?step=${seq}`}`);
  }, [seq, isPlaying]);
  return {
    at,
    isPlaying,
    speed,
    setSpeed,
    goTo(position) {
      setPlaying(false);
      show(position);
    },
    toggle() {
      if (!isPlaying && at === end) show(0);
      setPlaying(!isPlaying);
    },
  };
}

function positionInAddress(steps: readonly Recorded[]): number | undefined {
  const seq = Number(new URLSearchParams(location.search).get('step') ?? NaN);
  const position = steps.findIndex(({ event }) => event.seq === seq);
  return position < 0 ? undefined : position;
}
