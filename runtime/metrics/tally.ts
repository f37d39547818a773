import { Counter, type Registry } from 'prom-client';

/**
 * A counter of what every step counts: kept as plain numbers, and told when somebody asks. To make a label of two words at
 * each step costs more than all else that is counted.
 */
export function tally(
  registers: Registry[],
  name: string,
  help: string,
  labelNames: readonly [string, string],
): (first: string, second: string) => void {
  const counts = new Map<string, Map<string, number>>();
  const [one, other] = labelNames;
  new Counter({
    name: `patchbay_${name}`,
    help,
    labelNames,
    registers,
    collect() {
      this.reset();
      for (const [first, row] of counts)
        for (const [second, times] of row) this.inc({ [one]: first, [other]: second }, times);
    },
  });
  return (first, second) => {
    let row = counts.get(first);
    if (row === undefined) counts.set(first, (row = new Map()));
    row.set(second, (row.get(second) ?? 0) + 1);
  };
}
