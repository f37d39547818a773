/** Rows as CSV (RFC 4180), with a mark that tells spreadsheets the letters are UTF-8. */
export const toCsv = (rows: readonly (readonly string[])[]): string =>
  `\uFEFF${rows.map((row) => row.map(cell).join(',')).join('\r\n')}\r\n`;

/** A cell that begins like a formula would be run by a spreadsheet; a quote before it is taken off when it comes back. */
const FORMULA = /^[=+\-@\t\r]/;

function cell(text: string): string {
  const tame = FORMULA.test(text) || text.startsWith("'") ? `'${text}` : text;
  return /[",\r\n]/.test(tame) ? `"${tame.replaceAll('"', '""')}"` : tame;
}

/** Reads CSV: with commas or semicolons, as spreadsheets write it. Throws where a quote is not closed. */
export function fromCsv(text: string): string[][] {
  const source = text.replace(/^\uFEFF/, '');
  const separator = separatorOf(source);
  const rows: string[][] = [];
  let row: string[] = [];
  let at = 0;
  while (at < source.length) {
    const read = source[at] === '"' ? quoted(source, at) : bare(source, at, separator);
    row.push(read.text.startsWith("'") ? read.text.slice(1) : read.text);
    at = read.end;
    if (source[at] === separator) {
      at += 1;
      if (at === source.length) row.push('');
      continue;
    }
    if (source[at] === '\r') at += 1;
    if (source[at] === '\n') at += 1;
    rows.push(row);
    row = [];
  }
  if (row.length > 0) rows.push(row);
  return rows.filter((one) => one.some((text) => text !== ''));
}

function separatorOf(source: string): ',' | ';' {
  const [head = ''] = source.split(/[\r\n]/, 1);
  return head.includes(';') && !head.includes(',') ? ';' : ',';
}

function quoted(source: string, from: number): { text: string; end: number } {
  let text = '';
  let at = from + 1;
  for (;;) {
    const end = source.indexOf('"', at);
    if (end < 0) throw new Error('A quote is not closed.');
    text += source.slice(at, end);
    if (source[end + 1] !== '"') return { text, end: end + 1 };
    text += '"';
    at = end + 2;
  }
}

function bare(source: string, from: number, separator: string): { text: string; end: number } {
  let end = from;
  while (end < source.length && source[end] !== separator && source[end] !== '\r' && source[end] !== '\n')
    end += 1;
  return { text: source.slice(from, end), end };
}
