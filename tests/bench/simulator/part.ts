import type { Part } from '../part.ts';
import { litPath } from './lit-path.ts';
import { testRun } from './test-run.ts';

/** The simulator: what a test of a flow costs, and how soon a key is seen on the drawing. */
export const part: Part = { measurements: [testRun, litPath] };
