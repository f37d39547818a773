/** Relative luminance of `#rrggbb`, 0 (black) to 1 (white), as WCAG defines it. */
function luminance(color: string): number {
  const [red, green, blue] = [1, 3, 5].map((at) => {
    const share = Number.parseInt(color.slice(at, at + 2), 16) / 255;
    return share <= 0.03928 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red! + 0.7152 * green! + 0.0722 * blue!;
}

/** Contrast of two colours, 1 to 21. */
export function contrast(one: string, other: string): number {
  const [light, dark] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (light! + 0.05) / (dark! + 0.05);
}

const INK = '#10211f';
const PAPER = '#ffffff';

/** Black or white, whichever is easier to read on a colour: one of them always has a contrast of 4.5 or more. */
export const readableOn = (background: string): string =>
  contrast(PAPER, background) >= 4.5 ? PAPER : contrast(INK, background) >= 4.5 ? INK : '#000000';

/** The colour for text on a background if it can be read there, else the text's own. */
export const accentOn = (background: string, accent: string, text: string): string =>
  contrast(accent, background) >= 4.5 ? accent : text;

export const isColor = (color: string | undefined): color is string => /^#[0-9a-f]{6}$/i.test(color ?? '');
