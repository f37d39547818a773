/**
 * Sizes of a card on the canvas, known before it is drawn: React Flow then needs to measure nothing, and can leave out
 * what is not on the screen. `card.css` has the same numbers.
 */
export const CARD = { width: 264, head: 56, line: 20, underText: 12, exit: 28, foot: 8 } as const;

/** Letters that fit on a line of a card, about; what is longer is cut after the second line. */
const LETTERS = 38;

/** Lines a card gives to a text. */
export const linesOf = (text: string): 0 | 1 | 2 => (text === '' ? 0 : text.length > LETTERS ? 2 : 1);

const above = (text: string): number => {
  const lines = linesOf(text);
  return CARD.head + lines * CARD.line + (lines > 0 ? CARD.underText : 0);
};

/** Height of a card with this text and so many exits. */
export const heightOf = (text: string, exits: number): number =>
  above(text) + exits * CARD.exit + (exits > 0 ? CARD.foot : 0);

/** Middle of an exit's row, from the top of the card. */
export const exitAt = (text: string, index: number): number =>
  above(text) + index * CARD.exit + CARD.exit / 2;

/** Middle of the way in. */
export const ENTRY_AT = CARD.head / 2;
