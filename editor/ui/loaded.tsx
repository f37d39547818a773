import { type ReactNode, useEffect, useState } from 'react';
import { Button } from './button.tsx';

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

interface LoadingTexts {
  loading: string;
  failed: string;
  retry: string;
}

/** Loads something and shows it; meanwhile says so, and offers another try when it fails. */
export function Loading<Value>(props: {
  load: () => Promise<Value>;
  name: string;
  texts: LoadingTexts;
  children: (value: Value) => ReactNode;
}) {
  const [loaded, again] = useLoaded(props.load, props.name);
  if (!loaded) return <output className="notice">{props.texts.loading}</output>;
  if ('value' in loaded) return props.children(loaded.value);
  return (
    <div className="notice" role="alert">
      <p>{props.texts.failed}</p>
      <p className="small">{loaded.error instanceof Error ? loaded.error.message : ''}</p>
      <Button onClick={again}>{props.texts.retry}</Button>
    </div>
  );
}
