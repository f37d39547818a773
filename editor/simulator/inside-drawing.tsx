import { type ComponentType, Suspense, useLayoutEffect, useSyncExternalStore } from 'react';
import type { FlowDefinition } from '../../runtime/engine/index.ts';
import type { SimulatedWorld } from '../../runtime/simulated-world/index.ts';
import { useMessages } from '../messages/index.tsx';
import { isolated } from '../messages/isolated.ts';
import { LightsProvider, useLamp } from './lights.tsx';
import { lightsOf } from './lights-of.ts';
import type { Simulation } from './simulation.ts';
import { type Look, lookedAt, trailOf } from './trail.ts';
import { worldOf } from './walks.ts';
import './inside-drawing.css';

/** Shows a drawing that cannot be changed, under the lights around it; `shown` is a node somebody was led to. */
export type DrawingStage = ComponentType<{ flow: FlowDefinition; shown: string | undefined; name: string }>;

/**
 * The drawing of a flow that is called from the one that is played, as it is played, under the lights of the same walk. It
 * lies over the drawing beside the simulator, which stays as it is; nothing while that one is looked at.
 */
export function InsideDrawing({
  simulation,
  look,
  stage: Stage,
}: {
  simulation: Simulation;
  look: Look;
  stage: DrawingStage;
}) {
  const { t, number } = useMessages();
  const world = worldOf(useSyncExternalStore(simulation.subscribe, simulation.read).walks);
  const trail = trailOf(world, look);
  const at = lookedAt(trail, look);
  const called = at > 0 ? trail[at] : undefined;
  const flow = called && simulation.drawingOf(called.flow, called.version);
  if (!called || !flow) return null;
  const about = { flow: isolated(flow.name, t('language.direction')), version: number(called.version) };
  return (
    <section className="inside-drawing" aria-label={t('simulator.insideDrawing', about)}>
      <p className="inside-head small">
        {t('simulator.insideOnly', about)}{' '}
        <a href={`/flows/${encodeURIComponent(flow.id)}`} target="_blank" rel="noreferrer">
          {t('simulator.insideOpen')}
        </a>
      </p>
      <LightsProvider>
        <Lighting world={world} flow={flow.id} />
        <Suspense fallback={<output>{t('state.loading')}</output>}>
          <Stage
            key={`${flow.id} ${called.version}`}
            flow={flow}
            shown={typeof look === 'string' ? undefined : look.shown}
            name={t('simulator.insideDrawing', about)}
          />
        </Suspense>
      </LightsProvider>
    </section>
  );
}

/** Lights the drawing beside it. */
function Lighting({ world, flow }: { world: SimulatedWorld; flow: string }) {
  const lamp = useLamp();
  useLayoutEffect(() => lamp.light(lightsOf(world, flow)), [lamp, world, flow]);
  return null;
}
