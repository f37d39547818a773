import { nodeOf } from '../../runtime/engine/index.ts';
import type { SimulatedWorld } from '../../runtime/simulated-world/index.ts';
import { useMessages } from '../messages/index.tsx';
import { isolated } from '../messages/isolated.ts';
import { Button } from '../ui/button.tsx';
import type { Parts } from './parts.ts';
import type { Simulation } from './simulation.ts';
import { type Look, lookedAt, lookFor, trailOf } from './trail.ts';

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

/** Says where in a sub-flow the contact is, and lets one choose whose drawing is looked at. */
export function Inside({
  simulation,
  played,
  world,
  look,
  onLook,
}: Parts & { look: Look; onLook: (look: Look) => void }) {
  const { t } = useMessages();
  const place = insideOf(world, played.playable.flow.id, simulation.drawingOf);
  const apart = (name: string) => isolated(name, t('language.direction'));
  const trail = trailOf(world, look);
  const at = lookedAt(trail, look);
  return (
    <>
      {trail.length > 1 && (
        <nav className="simulator-trail small" aria-label={t('simulator.trail')}>
          <ol>
            {trail.map(({ flow, version }, index) => (
              // The same flow may call itself.
              <li key={`${flow} ${index}`}>
                <Button
                  aria-current={index === at || undefined}
                  onClick={() => onLook(lookFor(trail, index))}
                >
                  <bdi>{simulation.drawingOf(flow, version)?.name ?? flow}</bdi>
                </Button>
              </li>
            ))}
          </ol>
        </nav>
      )}
      <output className="small simulator-inside">
        {place && t('simulator.inside', { flow: apart(place.name), node: apart(place.node) })}
      </output>
    </>
  );
}
