import type { SimulatedWorld } from '../../runtime/simulated-world/index.ts';
import type { Played, Simulation } from './simulation.ts';

/** What every part of the simulator is about. */
export interface Parts {
  simulation: Simulation;
  played: Played;
  /** The world of the step that is shown. */
  world: SimulatedWorld;
  /** Leads to a node on the drawing. */
  onShow: (node: string) => void;
}
