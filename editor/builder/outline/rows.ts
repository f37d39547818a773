import type { Issue } from '../../../runtime/engine/index.ts';
import type { Drawing, DrawnExit, DrawnNode } from '../read-drawing.ts';

/** A line of the outline: a node, or what is under an open one. */
export type Row =
  | { id: string; kind: 'node'; node: DrawnNode; at: number; of: number; isOpen: boolean; problems: number }
  | { id: string; kind: 'exit'; node: DrawnNode; exit: DrawnExit; at: number; of: number }
  | { id: string; kind: 'problem'; node: DrawnNode; problem: Issue; at: number; of: number };

/** The lines of a drawing: every node, and under those that are open what is wrong with them and where they lead. */
export function rowsOf(
  { nodes }: Drawing,
  open: ReadonlySet<string>,
  problemsOf: (node: string) => readonly Issue[],
): Row[] {
  return nodes.flatMap((node, index): Row[] => {
    const problems = problemsOf(node.id);
    const isOpen = open.has(node.id);
    const own: Row = {
      id: node.id,
      kind: 'node',
      node,
      at: index + 1,
      of: nodes.length,
      isOpen,
      problems: problems.length,
    };
    if (!isOpen) return [own];
    const under = problems.length + node.exits.length;
    return [
      own,
      ...problems.map((problem, at): Row => ({
        id: `${node.id}/problem-${at}`,
        kind: 'problem',
        node,
        problem,
        at: at + 1,
        of: under,
      })),
      ...node.exits.map((exit, at): Row => ({
        id: `${node.id}/${exit.id}`,
        kind: 'exit',
        node,
        exit,
        at: problems.length + at + 1,
        of: under,
      })),
    ];
  });
}
