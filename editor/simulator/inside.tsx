import { nodeOf } from '../../runtime/engine/index.ts';
import type { SimulatedWorld } from '../../runtime/simulated-world/index.ts';
import { useMessages } from '../messages/index.tsx';
import type { Parts } from './parts.ts';
import type { Simulation } from './simulation.ts';

/** A place in a flow that is called from the one that is played, by names. */
interface Place {
  flow: string;
  name: string;
  node: string;
}

/** Where the contact is in a flow that another one called; undefined while it is in the flow that is played, or over. */
export function insideOf(
  { snapshot }: Pick<SimulatedWorld, 'snapshot'>,
  drawn: string,
  drawingOf: Simulation['drawingOf'],
): Place | undefined {
  const frame = snapshot?.ended ? undefined : snapshot?.frames.at(-1);
  if (!frame || frame.flow === drawn) return undefined;
  const drawing = drawingOf(frame.flow, frame.version);
  const node = nodeOf(frame.state);
  return {
    flow: frame.flow,
    name: drawing?.name ?? frame.flow,
    node: drawing?.nodes[node]?.name ?? node,
  };
}

/** Says where in a sub-flow the contact is: on the drawing, only the node that called it can light up. */
export function Inside({ simulation, played, world }: Parts) {
  const { t } = useMessages();
  const place = insideOf(world, played.playable.flow.id, simulation.drawingOf);
  return (
    <output className="small simulator-inside">
      {place && (
        <>
          {t('simulator.inside', { flow: place.name, node: place.node })}{' '}
          <a href={`/flows/${encodeURIComponent(place.flow)}`} target="_blank" rel="noreferrer">
            {t('simulator.insideOpen')}
          </a>
        </>
      )}
    </output>
  );
}
