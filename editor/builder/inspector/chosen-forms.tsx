import { NodeInspector } from './node-inspector.tsx';
import { SeveralInspector } from './several-inspector.tsx';

/** The form of one node, or of what several have in common. */
export default function ChosenForms({ nodes }: { nodes: readonly string[] }) {
  const [one] = nodes;
  return nodes.length === 1 ? (
    <NodeInspector key={one} id={one!} />
  ) : (
    <SeveralInspector key={nodes.join(' ')} ids={nodes} />
  );
}
