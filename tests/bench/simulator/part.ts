import type { Part } from '../part.ts';
import { testRun } from './test-run.ts';

/** The simulator: what a test of a flow costs. */
export const part: Part = { measurements: [testRun] };
