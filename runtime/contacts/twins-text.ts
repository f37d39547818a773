import type { Twins } from '../engine/index.ts';
import { decodeSnapshot, encodeSnapshot, type Owner } from './snapshot-text.ts';

/** Seals what must not be read in the file; see `secretBox`. */
export interface Seals {
  seal(plain: string, belonging: readonly string[]): { secret: string; keyId: string };
  /** Throws when the seal is broken or its key unknown. */
  open(sealed: { secret: string; keyId: string }, belonging: readonly string[]): string;
}

/** No JSON has it: behind it is the sealed twin. */
const SEPARATOR = '\n';
const belonging = (contact: string): string[] => ['contact', contact];

/** A contact as it is stored: the shown twin, and the real one sealed behind it. */
export function encodeTwins({ real, shown }: Twins, seals: Seals): string {
  if (!shown) return encodeSnapshot(real);
  const { secret, keyId } = seals.seal(encodeSnapshot(real), belonging(real.contact));
  return [encodeSnapshot(shown), keyId, secret].join(SEPARATOR);
}

/** Reads both. Throws on a text this version did not write, and on a seal that does not open. */
export function decodeTwins(text: string, owner: Owner, seals: Seals): Twins {
  if (!text.includes(SEPARATOR)) return { real: decodeSnapshot(text, owner) };
  const [shown = '', keyId, secret] = text.split(SEPARATOR);
  if (keyId === undefined || secret === undefined) return { real: decodeSnapshot(shown, owner) };
  const real = seals.open({ secret, keyId }, belonging(owner.id));
  return { real: decodeSnapshot(real, owner), shown: decodeSnapshot(shown, owner) };
}

/** The part that may be shown, as text. */
export const shownText = (text: string): string => text.split(SEPARATOR, 1)[0]!;
