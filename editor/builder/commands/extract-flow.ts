import type { FlowDefinition } from '../../../runtime/engine/index.ts';
import { defineCommand } from './command.ts';
import { extraction } from './extraction.ts';
import { isTaken } from './places.ts';
import { without } from './remove-chosen.ts';

/** Replaces nodes by one that calls the flow they have become. */
export const extractFlow = defineCommand<{ ids: readonly string[]; flow: string; name: string }>({
  id: 'extract-flow',
  edit(flow, { ids, flow: called, name }, { newId }) {
    const taken = extraction(flow, ids);
    if ('refused' in taken) return taken;
    const gone = new Set(taken.gone);
    const id = newId(called, isTaken(flow));
    const call = {
      type: taken.type.type,
      version: taken.type.version,
      name,
      config: { flow: called, ...taken.config },
      exits: taken.exits,
    };
    const led = { ...flow, ...redirected(flow, taken.entry, id) };
    led.nodes = { ...led.nodes, [id]: call };
    led.layout = { ...led.layout, [id]: flow.layout[taken.entry] ?? { x: 0, y: 0 } };
    return { flow: without(led, gone), chosen: [id] };
  },
});

/** Everything that led to one node leads to another. */
function redirected(
  flow: FlowDefinition,
  from: string,
  to: string,
): Pick<FlowDefinition, 'nodes' | 'start' | 'handlers'> {
  const turn = <Targets extends { [name: string]: string | undefined }>(targets: Targets): Targets =>
    Object.values(targets).includes(from)
      ? (Object.fromEntries(
          Object.entries(targets).map(([name, target]) => [name, target === from ? to : target]),
        ) as Targets)
      : targets;
  const nodes = Object.entries(flow.nodes).map(([id, node]) => {
    const exits = turn(node.exits);
    return [id, exits === node.exits ? node : { ...node, exits }] as const;
  });
  return {
    nodes: Object.fromEntries(nodes),
    start: flow.start === from ? to : flow.start,
    ...(flow.handlers ? { handlers: turn(flow.handlers) } : {}),
  };
}
