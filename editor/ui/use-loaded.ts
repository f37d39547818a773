import { useEffect, useState } from 'react';

type Loaded<Value> = { value: Value } | { error: unknown } | undefined;

/** Loads something, again whenever `key` changes. Undefined while it is on its way. */
export function useLoaded<Value>(load: () => Promise<Value>, key: string): [Loaded<Value>, () => void] {
  const [loaded, setLoaded] = useState<{ key: string; result: Loaded<Value> }>();
  const [round, setRound] = useState(0);
  const wanted = `${key} ${round}`;
  useEffect(() => {
    let current = true;
    const put = (result: Loaded<Value>) => {
      if (current) setLoaded({ key: wanted, result });
    };
    load().then(
      (value) => put({ value }),
      (error: unknown) => put({ error }),
    );
    return () => {
      current = false;
    };
    // `load` is made anew at every render; the key says when it means something else.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [wanted]);
  return [loaded?.key === wanted ? loaded.result : undefined, () => setRound((count) => count + 1)];
}
