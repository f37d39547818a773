/**
 * Where things of a list stand, as numbers: one that is moved gets another number and the others keep theirs, so that two
 * people who move two things do not undo each other.
 * @param wanted keys in the order they should have
 * @param at the number of a key; undefined for a new one
 * @returns the keys whose number changes
 */
export function placesFor(
  wanted: readonly string[],
  at: (key: string) => number | undefined,
): Map<string, number> {
  const staying = new Set(inOrder(wanted, at));
  const given = new Map<string, number>();
  let before: number | undefined;
  for (let index = 0; index < wanted.length; index += 1) {
    const key = wanted[index]!;
    if (staying.has(key)) {
      before = at(key);
      continue;
    }
    let end = index;
    while (end < wanted.length && !staying.has(wanted[end]!)) end += 1;
    const after = end < wanted.length ? at(wanted[end]!) : undefined;
    const number = between(before, after, end - index + 1);
    // There is no number left between those two: all are counted anew.
    if (number === undefined) return new Map(wanted.map((one, place) => [one, place]));
    given.set(key, number);
    before = number;
  }
  return given;
}

/** The first of some numbers spread evenly between two. */
function between(before: number | undefined, after: number | undefined, parts: number): number | undefined {
  if (after === undefined) return before === undefined ? 0 : before + 1;
  if (before === undefined) return after - 1;
  const number = before + (after - before) / parts;
  return number > before && number < after ? number : undefined;
}

/** The longest row of keys that stand in order already. */
function inOrder(wanted: readonly string[], at: (key: string) => number | undefined): string[] {
  const known = wanted.flatMap((key) => {
    const place = at(key);
    return place === undefined ? [] : [{ key, place }];
  });
  // The usual case: nothing was moved.
  if (known.every(({ place }, index) => index === 0 || known[index - 1]!.place < place))
    return known.map(({ key }) => key);
  const rows: { key: string; place: number; length: number; previous: number }[] = [];
  for (const { key, place } of known) {
    let best = -1;
    for (let index = 0; index < rows.length; index += 1)
      if (rows[index]!.place < place && (best < 0 || rows[index]!.length > rows[best]!.length)) best = index;
    rows.push({ key, place, length: best < 0 ? 1 : rows[best]!.length + 1, previous: best });
  }
  const kept: string[] = [];
  let last = rows.reduce((best, row, index) => (row.length > (rows[best]?.length ?? 0) ? index : best), -1);
  for (; last >= 0; last = rows[last]!.previous) kept.unshift(rows[last]!.key);
  return kept;
}
