import type { FlowDefinition } from '../../../runtime/engine/index.ts';
import { flowOf, node } from '../../kit/flow-builder.ts';

const ROW = 25;

/** A flow of menus with so many lines between them, drawn in rows. */
export function wideFlow(nodes: number, lines: number): FlowDefinition {
  const options = ['one', 'two'].map((id, index) => ({ id, label: { en: id }, key: String(index + 1) }));
  const drawn = Array.from({ length: nodes }, (_none, index) => {
    const exits: Record<string, string> = { one: `node-${(index + 1) % nodes}` };
    if (index < lines - nodes) exits['two'] = `node-${(index + ROW) % nodes}`;
    const menu = {
      ...node('menu', { prompt: { en: `Question ${index}` }, options }, exits),
      name: `Node ${index}`,
    };
    return [`node-${index}`, menu] as const;
  });
  const layout = Object.fromEntries(
    drawn.map(([id], index) => [id, { x: (index % ROW) * 380, y: Math.floor(index / ROW) * 280 }]),
  );
  return flowOf(Object.fromEntries(drawn), { name: 'Wide', layout });
}
