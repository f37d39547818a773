/** The middle of some numbers; of the upper two when there is an even number of them. */
export const median = (numbers: number[]): number => quantile(numbers, 0.5);

export function quantile(numbers: number[], share: number): number {
  const sorted = numbers.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

/** The median of what each round's two samples are to each other: noise that lasts longer than a round cancels out. */
export const medianRatio = (above: number[], below: number[]): number =>
  median(above.map((number, round) => number / below[round]!));

/**
 * Takes one sample of each subject in turn, round by round. A first round warms up and is dropped.
 */
export async function interleaved<Name extends string, Sample>(
  rounds: number,
  subjects: { [name in Name]: () => Sample | Promise<Sample> },
): Promise<{ [name in Name]: Sample[] }> {
  const names = Object.keys(subjects) as Name[];
  const samples = Object.fromEntries(names.map((name) => [name, []])) as unknown as {
    [name in Name]: Sample[];
  };
  for (let round = 0; round <= rounds; round += 1)
    for (const name of names) {
      const sample = await subjects[name]();
      if (round > 0) samples[name].push(sample);
    }
  return samples;
}
