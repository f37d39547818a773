import type { SimulatedWorld } from '../../runtime/simulated-world/index.ts';
import type { Played, Simulation } from './simulation.ts';

/** A version of a flow that was called. */
export interface Place {
  flow: string;
  version: number;
}

/** What every part of the simulator is about. */
export interface Parts {
  simulation: Simulation;
  played: Played;
  /** The world of the step that is shown. */
  world: SimulatedWorld;
  /** Leads to a node on the drawing; `place` says on which, where it is not the one that is played. */
  onShow: (node: string, place?: Place) => void;
}
