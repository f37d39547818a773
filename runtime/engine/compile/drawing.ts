import type { FlowDefinition } from '../document/flow.ts';
import type { Issue } from '../issue.ts';
import { own } from '../own.ts';
import type { ReadNode } from './read-nodes.ts';

/** Exits every node has without declaring them: the customer leaves, the step fails. Undrawn, the flow's handlers take over. */
export const IMPLICIT_EXITS = ['left', 'error'] as const;

/** Findings about the lines of the drawing: loose exits, lost nodes, nodes from which no end can be reached. */
export function drawingFindings(flow: FlowDefinition, nodes: Map<string, ReadNode>): Issue[] {
  const issues: Issue[] = [];
  if (!own(flow.nodes, flow.start))
    issues.push({
      code: 'flow.no-start',
      severity: 'error',
      path: ['start'],
      message: `The flow begins at "${flow.start}", which is not there.`,
    });
  for (const [name, target] of Object.entries(flow.handlers ?? {}))
    if (target !== undefined && !own(flow.nodes, target))
      issues.push({
        code: 'exit.lost',
        severity: 'error',
        path: ['handlers', name],
        message: `The handler "${name}" leads to "${target}", which is not there.`,
      });
  for (const node of nodes.values()) issues.push(...exitFindings(flow, node));
  if (issues.some((issue) => issue.severity === 'error')) return issues;
  const reached = reachable(flow);
  for (const id of Object.keys(flow.nodes))
    if (!reached.has(id))
      issues.push({
        code: 'node.unreachable',
        severity: 'warning',
        node: id,
        message: 'No way leads to this node.',
      });
  const saved = escaping(flow, nodes);
  for (const id of reached)
    if (nodes.has(id) && !saved.has(id))
      issues.push({
        code: 'flow.trapped',
        severity: 'error',
        node: id,
        message: 'From here no way leads to an end: the customer would be trapped.',
      });
  return issues;
}

function exitFindings(flow: FlowDefinition, { id, node, exits }: ReadNode): Issue[] {
  const issues: Issue[] = [];
  const known = new Set([...exits.map((exit) => exit.id), ...IMPLICIT_EXITS]);
  for (const exit of exits)
    if (!exit.optional && own(node.exits, exit.id) === undefined)
      issues.push({
        code: 'exit.dangling',
        severity: 'error',
        node: id,
        exit: exit.id,
        path: ['exits', exit.id],
        message: `The exit "${exit.label ?? exit.id}" leads nowhere.`,
      });
  for (const [exit, target] of Object.entries(node.exits)) {
    if (!known.has(exit))
      issues.push({
        code: 'exit.unknown',
        severity: 'error',
        node: id,
        exit,
        path: ['exits', exit],
        message: `This node has no exit "${exit}"; it has ${[...known].join(', ')}.`,
      });
    if (!own(flow.nodes, target))
      issues.push({
        code: 'exit.lost',
        severity: 'error',
        node: id,
        exit,
        path: ['exits', exit],
        message: `The exit "${exit}" leads to "${target}", which is not there.`,
      });
  }
  return issues;
}

function reachable(flow: FlowDefinition): Set<string> {
  const reached = new Set<string>();
  const open = [flow.start, ...Object.values(flow.handlers ?? {})].filter((id) => id !== undefined);
  while (open.length > 0) {
    const id = open.pop()!;
    if (reached.has(id)) continue;
    reached.add(id);
    open.push(...Object.values(own(flow.nodes, id)?.exits ?? {}));
  }
  return reached;
}

/** Nodes from which some drawn way leads to an end. Leaving and failing do not count as a way out. */
function escaping(flow: FlowDefinition, nodes: Map<string, ReadNode>): Set<string> {
  const into = new Map<string, string[]>();
  for (const [id, node] of Object.entries(flow.nodes))
    for (const [exit, target] of Object.entries(node.exits))
      if (!(IMPLICIT_EXITS as readonly string[]).includes(exit))
        into.set(target, [...(into.get(target) ?? []), id]);
  const open = [...nodes.values()]
    .filter((node) => Object.values(node.states).some((state) => state.final))
    .map((node) => node.id);
  const saved = new Set<string>();
  while (open.length > 0) {
    const id = open.pop()!;
    if (saved.has(id)) continue;
    saved.add(id);
    open.push(...(into.get(id) ?? []));
  }
  return saved;
}
