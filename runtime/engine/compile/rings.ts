import type { Issue } from '../issue.ts';
import { type MachineConfig, nodeOf } from '../machine.ts';
import type { ReadNode } from './read-nodes.ts';

/**
 * Finds rings without a wait: a contact would run in them until the step limit stops it.
 * A way through a bounded exit (a loop node's) ends by itself and does not count.
 */
export function ringFindings(config: MachineConfig, nodes: Map<string, ReadNode>): Issue[] {
  const issues: Issue[] = [];
  const done = new Set<string>();
  for (const key of Object.keys(config.states)) walk(key, []);
  return issues;

  function walk(key: string, path: string[]): void {
    const at = path.indexOf(key);
    if (at >= 0) {
      const ring = [...new Set(path.slice(at).map(nodeOf))];
      if (!issues.some((issue) => issue.node === ring[0]))
        issues.push({
          code: 'flow.endless-ring',
          severity: 'error',
          node: ring[0]!,
          message: `These nodes run in a ring without waiting for anything: ${ring.join(' → ')}. Put a question or a wait into it.`,
          values: { ring: ring.join(', ') },
        });
      return;
    }
    if (done.has(key)) return;
    for (const next of passesTo(key)) walk(next, [...path, key]);
    done.add(key);
  }

  function passesTo(key: string): string[] {
    const node = nodes.get(nodeOf(key));
    const bounded = new Set(node?.exits.filter((exit) => exit.bounded).map((exit) => exit.id));
    return (config.states[key]?.always ?? [])
      .filter(
        (transition) =>
          !transition.actions?.some((action) => action.type === 'take' && bounded.has(action.params.exit)),
      )
      .flatMap((transition) => transition.target ?? []);
  }
}
