import type { CycleFigures } from './cycles.ts';
import type { Row, Verdict } from './judge.ts';
import type { CrashOptions } from './options.ts';

export interface Reported {
  options: CrashOptions;
  figures: CycleFigures;
  verdict: Verdict;
  /** Ms spent in cycles, and all in all. */
  cycling: number;
  total: number;
}

const MOST_FAULTS = 20;

/** The figures as text: a row per provider, then the line everyone reads, last. */
export function report({ options, figures, verdict, cycling, total }: Reported): string {
  const { rows, faults } = verdict;
  const sum = (figure: 'acked' | 'sent' | 'lost' | 'duplicated' | 'flagged') =>
    rows.reduce((all, row) => all + row[figure], 0);
  const ready = figures.readyAfter.toSorted((a, b) => a - b);
  const points = [...figures.points].map(([point, times]) => `${point} ${times}`).join(', ');
  return [
    `seed ${options.seed}, ${options.senders} senders, ${Math.round(cycling / options.cycles)} ms per cycle, ${seconds(total)} in all`,
    `restart to answering: p50 ${Math.round(ready[ready.length >> 1] ?? 0)} ms, max ${Math.round(ready.at(-1) ?? 0)} ms`,
    `died at points: ${points === '' ? 'none' : points}`,
    ...rows.map(rowText),
    ...faults.slice(0, MOST_FAULTS).map((fault) => `fault: ${fault}`),
    ...(faults.length > MOST_FAULTS ? [`fault: … and ${faults.length - MOST_FAULTS} more`] : []),
    `${verdict.ok ? 'ok' : 'FAILED'}`,
    `cycles=${options.cycles} acked=${sum('acked')} sent=${sum('sent')} lost=${sum('lost')} duplicated=${sum('duplicated')} flagged=${sum('flagged')}`,
    '',
  ].join('\n');
}

const rowText = (row: Row): string =>
  `${row.personality.padEnd(8)} acked=${row.acked} sent=${row.sent} absorbed=${row.absorbed} lost=${row.lost} ` +
  `duplicated=${row.duplicated} flagged=${row.flagged} unflagged=${row.unflagged}`;

const seconds = (ms: number): string => `${(ms / 1_000).toFixed(1)} s`;
