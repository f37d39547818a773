/** What a figure must keep within: seen from above or from below. */
export type Bound = { atLeast: number } | { atMost: number };

/** One figure of a benchmark, as `--json` prints it. Ratios compare two things measured in turn in the same run. */
export interface Figure {
  name: string;
  /** One line for people. */
  what: string;
  unit: string;
  ratio?: number;
  value?: number;
  gate?: Bound;
  target?: Bound;
  /** The gate is kept; true where there is none, false for what could not be measured. */
  ok: boolean;
  /** Why there is no number. */
  unmeasured?: string;
  /** What else was seen: rates, percentiles, CPU. */
  details?: { [name: string]: number | string };
}

type Told = Omit<Figure, 'ok' | 'unit' | 'ratio' | 'value'>;

/** A comparison: how many times. */
export const ratio = (value: number, told: Told): Figure => figure({ ...told, unit: 'ratio', ratio: value });

/** An amount in a unit. */
export const amount = (value: number, unit: string, told: Told): Figure => figure({ ...told, unit, value });

/** A figure that could not be taken: never green. */
export const unmeasured = (reason: string, told: Told): Figure => ({
  ...told,
  unit: '',
  ok: false,
  unmeasured: reason,
});

function figure(told: Omit<Figure, 'ok'>): Figure {
  const number = told.ratio ?? told.value ?? Number.NaN;
  if (!Number.isFinite(number)) return unmeasured('the measurement gave no number', told);
  return { ...told, ok: told.gate === undefined || keeps(number, told.gate) };
}

/** Whether a number keeps within a bound. */
export const keeps = (number: number, bound: Bound): boolean =>
  'atLeast' in bound ? number >= bound.atLeast : number <= bound.atMost;
