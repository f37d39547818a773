import { asciiDigits } from '../fold-words.ts';
import { numberFormat } from '../spoken.ts';

/** What people put between thousands whatever their language. */
const GROUPING = /[\s'’٬\u00a0\u202f]/g;

/**
 * Reads a written number with the separators people use: the last of two different ones is the decimal sign, and a single one
 * is what the language makes of it, unless only the other reading makes sense ("12.50" in Turkish).
 * @returns plain digits with at most one point (`-1234.56`), or undefined
 */
export function readDecimal(text: string, language: string): string | undefined {
  const written = asciiDigits(text)
    .replace(/٫/g, '·')
    .replace(/[−–]/g, '-')
    .replace(/،/g, ',')
    .trim();
  const match = /^([+-]?)\s*(\d[\d.,·'’٬\s]*|[.,·]\d+)$/.exec(written);
  if (!match) return undefined;
  const sign = match[1] === '-' ? '-' : '';
  const number = readUnsigned(match[2]!.trim(), language);
  return number === undefined ? undefined : sign + number;
}

function readUnsigned(written: string, language: string): string | undefined {
  if (/[\s'’٬]/.test(written) && !/^\d{1,3}(?:[\s'’٬]\d{3})+(?:[.,·]\d+)?$/.test(written)) return undefined;
  const text = written.replace(GROUPING, '');
  const marks = text.match(/[.,·]/g) ?? [];
  const last = marks.at(-1);
  if (last === undefined) return text;
  if (new Set(marks).size === 1 && marks.length > 1)
    return grouped(text, last) ? text.replaceAll(last, '') : undefined;
  if (marks.length === 1) return single(text, last, language);
  const [whole, fraction] = [text.slice(0, text.lastIndexOf(last)), text.slice(text.lastIndexOf(last) + 1)];
  const grouping = marks[0]!;
  if (whole.includes(last) || fraction === '' || !grouped(whole, grouping)) return undefined;
  return `${whole.replaceAll(grouping, '')}.${fraction}`;
}

/** One separator only: thousands when the language groups with it and three digits follow, else the decimal sign. */
function single(text: string, mark: string, language: string): string | undefined {
  const [whole = '', fraction = ''] = text.split(mark);
  if (fraction === '') return undefined;
  if (mark !== '·' && mark !== decimalSign(language) && /^[1-9]\d{0,2}$/.test(whole) && fraction.length === 3)
    return whole + fraction;
  return `${whole || '0'}.${fraction}`;
}

function grouped(text: string, mark: string): boolean {
  const [first = '', ...groups] = text.split(mark);
  return /^\d{1,3}$/.test(first) && groups.every((group) => /^\d{3}$/.test(group));
}

/** `.` or `,`; languages with a sign of their own (Persian) type a point. */
function decimalSign(language: string): string {
  const sign = numberFormat(language, {})
    .formatToParts(0.5)
    .find(({ type }) => type === 'decimal')?.value;
  return sign === ',' ? ',' : '.';
}
