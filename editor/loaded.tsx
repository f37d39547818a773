import type { ReactNode } from 'react';
import { useMessages } from './messages/index.tsx';
import { Button } from './ui/button.tsx';
import { useLoaded } from './ui/use-loaded.ts';

/** Loads something and shows it; meanwhile says so, and offers another try when it fails. */
export function Loaded<Value>(props: {
  load: () => Promise<Value>;
  /** What is loaded: another name is another thing. */
  name: string;
  children: (value: Value) => ReactNode;
}) {
  const [loaded, again] = useLoaded(props.load, props.name);
  if (!loaded) return <Waiting />;
  return 'value' in loaded ? props.children(loaded.value) : <Failed error={loaded.error} again={again} />;
}

export function Waiting() {
  const { t } = useMessages();
  return <output className="notice">{t('state.loading')}</output>;
}

export function Failed({ error, again }: { error: unknown; again: () => void }) {
  const { t } = useMessages();
  return (
    <div className="notice" role="alert">
      <p>{t('state.failed')}</p>
      <p className="small">{error instanceof Error ? error.message : ''}</p>
      <Button onClick={again}>{t('state.retry')}</Button>
    </div>
  );
}
