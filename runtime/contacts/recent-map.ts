/**
 * A map that keeps what was used last: at most `limit` entries, and always the `limit / 2` last used ones. Two halves,
 * the older dropped as a whole: looking for the oldest entry of one Map walks over every hole its deletions have left,
 * which costs more than all else in a turn.
 */
export interface RecentMap<Key, Value> {
  /** Also makes it recent. */
  get(key: Key): Value | undefined;
  set(key: Key, value: Value): void;
  delete(key: Key): void;
  readonly size: number;
}

/** `mayDrop`: false for what must stay whatever happens. `dropped` hears of what is not kept any more. */
export function recentMap<Key, Value>(
  limit: number,
  mayDrop: (value: Value) => boolean = () => true,
  dropped: (value: Value) => void = () => undefined,
): RecentMap<Key, Value> {
  const half = Math.max(1, Math.floor(limit / 2));
  let recent = new Map<Key, Value>();
  let older = new Map<Key, Value>();

  const turnOver = (): void => {
    const gone = older;
    older = recent;
    recent = new Map();
    for (const [key, value] of gone)
      if (mayDrop(value)) dropped(value);
      else recent.set(key, value);
  };
  const set = (key: Key, value: Value): void => {
    if (older.size > 0) older.delete(key);
    recent.set(key, value);
    if (recent.size >= half) turnOver();
  };
  return {
    get(key) {
      const value = recent.get(key);
      if (value !== undefined) return value;
      const known = older.get(key);
      if (known !== undefined) set(key, known);
      return known;
    },
    set,
    delete(key) {
      recent.delete(key);
      older.delete(key);
    },
    get size() {
      return recent.size + older.size;
    },
  };
}
