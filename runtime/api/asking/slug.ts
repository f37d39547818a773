import { foldWords } from '../../engine/index.ts';

/** An id people can read, made of a name: "Diş kliniği" → `dis-klinigi`; with a number behind it where that is taken. */
export function slugOf(name: string, fallback: string, isTaken: (id: string) => boolean): string {
  const words = foldWords(name, 'en')
    .normalize('NFKD')
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^[^a-z]+|-+$/g, '')
    .slice(0, 48)
    .replace(/-+$/, '');
  const base = words === '' ? fallback : words;
  for (let number = 1; ; number += 1) {
    const id = number === 1 ? base : `${base}-${number}`;
    if (!isTaken(id)) return id;
  }
}
