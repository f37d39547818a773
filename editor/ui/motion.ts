const STORED = 'patchbay.motion';
const LESS = 'less';

/** Whether this browser was told to move nothing by itself. What the system asks for holds beside it. */
export const isStill = (): boolean => localStorage.getItem(STORED) === LESS;

/** Moves nothing by itself from now on, also the next time; or as the system wants it. */
export function applyStillness(still: boolean): void {
  if (still) localStorage.setItem(STORED, LESS);
  else localStorage.removeItem(STORED);
  const { dataset } = document.documentElement;
  if (still) dataset['motion'] = LESS;
  else delete dataset['motion'];
}

/** Ms a movement takes: none where nothing may move. */
export const glide = (ms: number): number =>
  isStill() || matchMedia('(prefers-reduced-motion: reduce)').matches ? 0 : ms;
