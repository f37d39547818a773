import type { Part } from '../part.ts';
import { largeFlow } from './large-flow.ts';

/** The builder in a real browser: how soon a large flow is seen, how it moves, and what is loaded for it. */
export const part: Part = { measurements: [largeFlow] };
