import { basename } from 'node:path';
import type { Reporter, TestCase, TestModule } from 'vitest/node';
import type { Tried } from '../attacks/kit/tried.ts';

interface Row {
  attack: string;
  tried: number;
  stopped: number;
  controls: number;
  fired: number;
}

/**
 * Prints what the attack suite tried: a line per file. Tests whose name says "positive control" show that the detector of
 * their file fires; every other test is an attack, or as many as it noted.
 */
export default class AttackTable implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    const rows = modules.filter(({ project }) => project.name === 'attacks').map((module) => rowOf(module));
    if (rows.length > 0) process.stdout.write(`\n${tableOf(rows)}\n`);
  }
}

function rowOf(module: TestModule): Row {
  const row = { attack: basename(module.moduleId, '.test.ts'), tried: 0, stopped: 0, controls: 0, fired: 0 };
  for (const test of module.children.allTests()) {
    const { state } = test.result();
    if (state === 'skipped') continue;
    const passed = state === 'passed';
    if (test.fullName.includes('positive control')) {
      row.controls += 1;
      if (passed) row.fired += 1;
    } else {
      const { tried, stopped } = attackOf(test) ?? { tried: 1, stopped: passed ? 1 : 0 };
      row.tried += tried;
      row.stopped += stopped;
    }
  }
  return row;
}

const attackOf = (test: TestCase): Tried | undefined => test.meta().attack;

function tableOf(rows: Row[]): string {
  const cells = rows
    .toSorted((a, b) => a.attack.localeCompare(b.attack))
    .map(({ attack, tried, stopped, controls, fired }) => [
      attack,
      String(tried),
      String(stopped),
      controls === 0 ? 'none' : `${fired} of ${controls}`,
    ]);
  const lines = [['attack', 'tried', 'stopped', 'positive control fired'], ...cells];
  const widths = [0, 1, 2, 3].map((column) => Math.max(...lines.map((line) => line[column]!.length)));
  return lines
    .map((line) =>
      line
        .map((cell, column) => cell.padEnd(widths[column]!))
        .join(' | ')
        .trimEnd(),
    )
    .join('\n');
}
