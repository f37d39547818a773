import type { Listening } from '../../../runtime/engine/index.ts';

/** Digits after a key, and what goes to the flow, if the telephone network would hand it over now. */
export function pressed(
  digits: string,
  key: string,
  listening: Pick<Listening, 'finishKey' | 'maxDigits' | 'choices'> | null,
): { digits: string; sends?: string } {
  if (key === listening?.finishKey && digits !== '') return { digits: '', sends: digits };
  const next = digits + key;
  return next.length >= longest(listening) ? { digits: '', sends: next } : { digits: next };
}

/** Nobody listens to more digits than this; where nobody listens at all, each key is heard on its own. */
function longest(listening: Pick<Listening, 'maxDigits' | 'choices'> | null): number {
  if (!listening) return 1;
  const keys = listening.choices?.map(({ key = '' }) => key.length) ?? [];
  return listening.maxDigits ?? (keys.length > 0 ? Math.max(1, ...keys) : Infinity);
}
