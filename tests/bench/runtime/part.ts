import type { Part } from '../part.ts';
import { againstNodeRed } from './against-node-red.ts';
import { committing } from './committing.ts';
import { compiling } from './compiling.ts';
import { durableTurns } from './durable-turns.ts';
import { parked } from './parked.ts';
import { stepCost } from './step-cost.ts';

/** Engine, contacts and database: what a turn costs, and what a parked contact does. */
export const part: Part = {
  measurements: [durableTurns, stepCost, committing, compiling, parked, againstNodeRed],
};
