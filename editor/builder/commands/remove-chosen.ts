import type { FlowDefinition } from '../../../runtime/engine/index.ts';
import { defineCommand } from './command.ts';
import { annotated, annotationsOf, isTaken } from './places.ts';

/** Removes nodes, frames and notes, and every exit that led to them. A frame lets go of what is folded into it. */
export const removeChosen = defineCommand<{ ids: readonly string[] }>({
  id: 'remove-chosen',
  edit(flow, { ids }) {
    const gone = new Set(ids.filter(isTaken(flow)));
    if (gone.size === 0) return { refused: 'nothing-chosen' };
    return { flow: without(flow, gone), chosen: neighbourOf(flow, gone) };
  },
  offer: {
    shortcut: 'Delete',
    places: ['toolbar', 'node', 'palette'],
    args: ({ chosen }) => (chosen.length > 0 ? { ids: chosen } : undefined),
  },
});

/** A flow without some of its things. When its start is among them, it begins with what came after. */
export function without(flow: FlowDefinition, gone: ReadonlySet<string>): FlowDefinition {
  const nodes: FlowDefinition['nodes'] = {};
  for (const [id, node] of Object.entries(flow.nodes)) {
    if (gone.has(id)) continue;
    const exits = kept(node.exits, (_exit, target) => !gone.has(target));
    nodes[id] = exits === node.exits ? node : { ...node, exits };
  }
  const { frames, notes } = annotationsOf(flow);
  const left: FlowDefinition = {
    ...flow,
    nodes,
    start: gone.has(flow.start)
      ? (startWithout(flow, gone) ?? Object.keys(nodes)[0] ?? flow.start)
      : flow.start,
    layout: kept(flow.layout, (id) => !gone.has(id)),
  };
  if (flow.handlers) left.handlers = kept(flow.handlers, (_name, id) => !gone.has(id));
  const framesLeft = kept(frames, (id) => !gone.has(id));
  const notesLeft = kept(notes, (id) => !gone.has(id));
  for (const [id, frame] of Object.entries(framesLeft))
    if (frame.folded?.some((inside) => gone.has(inside)))
      framesLeft[id] = { ...frame, folded: frame.folded.filter((inside) => !gone.has(inside)) };
  return flow.annotations ? annotated(left, { frames: framesLeft, notes: notesLeft }) : left;
}

function kept<Record_ extends { [id: string]: unknown }>(
  record: Record_,
  stays: (id: string, value: never) => boolean,
): Record_ {
  const entries = Object.entries(record).filter(([id, value]) => stays(id, value as never));
  return entries.length === Object.keys(record).length ? record : (Object.fromEntries(entries) as Record_);
}

function startWithout(flow: FlowDefinition, gone: ReadonlySet<string>): string | undefined {
  const met = new Set<string>();
  const open = [flow.start];
  for (let id = open.shift(); id !== undefined; id = open.shift()) {
    if (met.has(id)) continue;
    met.add(id);
    if (!gone.has(id) && flow.nodes[id]) return id;
    open.push(...Object.values(flow.nodes[id]?.exits ?? {}));
  }
  return undefined;
}

/** What one looks at when something is gone: what led there, else where it led. */
function neighbourOf(flow: FlowDefinition, gone: ReadonlySet<string>): string[] {
  const leading = Object.entries(flow.nodes).find(
    ([id, { exits }]) => !gone.has(id) && Object.values(exits).some((target) => gone.has(target)),
  );
  if (leading) return [leading[0]];
  const after = [...gone].flatMap((id) => Object.values(flow.nodes[id]?.exits ?? {}));
  const next = after.find((id) => !gone.has(id) && flow.nodes[id]);
  return next === undefined ? [] : [next];
}
