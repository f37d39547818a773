/** Chance that is the same in every run: numbers below a bound, and texts of any signs. */
export interface Draw {
  (below: number): number;
  text(length: number): string;
}

/** mulberry32: short, and good enough to spread over bits. */
export function draws(seed: number): Draw {
  let state = seed;
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return (mixed ^ (mixed >>> 14)) >>> 0;
  };
  const draw = (below: number): number => next() % below;
  return Object.assign(draw, {
    text: (length: number) => Array.from({ length }, () => String.fromCodePoint(0x21 + draw(0x5e))).join(''),
  });
}

/** The text with one bit of one of its bytes turned over. */
export function flipBit(text: string, draw: Draw): string {
  const bytes = Buffer.from(text, 'latin1');
  const at = draw(bytes.length);
  bytes[at] = bytes[at]! ^ (1 << draw(8));
  return bytes.toString('latin1');
}

/** Whether two bodies are the same form, spelled differently. */
export function sameForm(a: Uint8Array, b: Uint8Array): boolean {
  const read = (body: Uint8Array) =>
    JSON.stringify([...new URLSearchParams(Buffer.from(body).toString('utf8'))]);
  return read(a) === read(b);
}
