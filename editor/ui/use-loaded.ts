import { useEffect, useState } from 'react';

type Loaded<Value> = { value: Value } | { error: unknown } | undefined;

/**
 * Loads something, again whenever `key` changes. Undefined while it is on its way; what is loaded anew under the same key
 * stays until the new is there.
 */
export function useLoaded<Value>(load: () => Promise<Value>, key: string): [Loaded<Value>, () => void] {
  const [loaded, setLoaded] = useState<{ key: string; wanted: string; result: Loaded<Value> }>();
  const [round, setRound] = useState(0);
  const wanted = `${key} ${round}`;
  useEffect(() => {
    let current = true;
    const put = (result: Loaded<Value>) => {
      if (current) setLoaded({ key, wanted, result });
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
  const isCurrent = loaded?.wanted === wanted || (loaded?.key === key && 'value' in (loaded.result ?? {}));
  return [isCurrent ? loaded?.result : undefined, () => setRound((count) => count + 1)];
}
