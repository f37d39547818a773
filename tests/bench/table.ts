import type { Bound, Figure } from './figure.ts';

/** The figures for people: one row each, what else was seen below it. */
export function tableOf(figures: Figure[], about: string[]): string {
  const rows = figures.map((figure) => [
    figure.ok ? (figure.gate ? 'ok' : '') : figure.unmeasured === undefined ? 'MISSED' : 'NOT MEASURED',
    figure.name,
    figure.unmeasured === undefined ? told(figure.ratio ?? figure.value!, figure.unit) : '',
    figure.gate ? bound(figure.gate) : '',
    figure.target ? bound(figure.target) : '',
  ]);
  const titles = ['', 'figure', 'measured', 'gate', 'aim'];
  const widths = titles.map((title, column) =>
    Math.max(...[titles, ...rows].map((row) => row[column]!.length)),
  );
  const line = (cells: string[]) =>
    cells
      .map((cell, column) => cell.padEnd(widths[column]!))
      .join('  ')
      .trimEnd();
  const out = [line(titles), line(widths.map((width) => '─'.repeat(width)))];
  for (const [index, figure] of figures.entries()) {
    out.push(line(rows[index]!));
    for (const text of [figure.what, figure.unmeasured ?? '']) if (text !== '') out.push(`    ${text}`);
    const details = Object.entries(figure.details ?? {}).map(([name, value]) => `${name} ${plain(value)}`);
    if (details.length > 0) out.push(`    ${details.join(', ')}`);
  }
  return `${[...out, '', ...about].join('\n')}\n`;
}

const bound = (given: Bound) => ('atLeast' in given ? `≥ ${given.atLeast}` : `≤ ${given.atMost}`);
const told = (number: number, unit: string) =>
  unit === 'ratio' ? `${plain(number)} ×` : `${plain(number)} ${unit}`;

/** Three digits that say something. */
function plain(value: number | string): string {
  if (typeof value === 'string') return value;
  if (Number.isInteger(value) || Math.abs(value) >= 100) return Math.round(value).toLocaleString('en');
  return String(Number(value.toPrecision(3)));
}
