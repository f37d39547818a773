import type { Figure } from './figure.ts';
import type { Workshop } from './kit/workshop.ts';

/** One group of figures that are measured together. Throws when it cannot be measured. */
export interface Measurement {
  /** Names of its figures, in order. */
  names: string[];
  measure(workshop: Workshop): Promise<Figure[]>;
}

/** What `tests/bench/<part>/part.ts` exports: run alone by `npm run bench -- <part>`. */
export interface Part {
  measurements: Measurement[];
}
