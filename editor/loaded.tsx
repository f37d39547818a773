import type { ReactNode } from 'react';
import { useMessages } from './messages/index.tsx';
import { refusalText } from './sending.ts';
import { Button } from './ui/button.tsx';
import { Link } from './ui/router.tsx';
import { useLoaded } from './ui/use-loaded.ts';

/** Loads something and shows it; meanwhile says so, and offers another try when it fails. */
export function Loaded<Value>(props: {
  load: () => Promise<Value>;
  /** What is loaded: another name is another thing. */
  name: string;
  /** It is all of a page, which then has no other heading. */
  isPage?: boolean;
  children: (value: Value) => ReactNode;
}) {
  const [loaded, again] = useLoaded(props.load, props.name);
  if (!loaded) return <Waiting />;
  if ('value' in loaded) return props.children(loaded.value);
  return <Failed error={loaded.error} again={again} isPage={props.isPage ?? false} />;
}

export function Waiting() {
  const { t } = useMessages();
  return <output className="notice">{t('state.loading')}</output>;
}

export function Failed(props: { error: unknown; again: () => void; isPage?: boolean }) {
  const { error, again, isPage } = props;
  const messages = useMessages();
  const { t } = messages;
  return (
    <div className="notice" role="alert">
      {isPage ? <h1>{t('state.failed')}</h1> : <p>{t('state.failed')}</p>}
      <p className="small">{error instanceof Error ? refusalText(error, messages) : ''}</p>
      <Button onClick={again}>{t('state.retry')}</Button>
      {isPage && <WayHome />}
    </div>
  );
}

/** Leads on from where there is nothing. */
export function WayHome() {
  const { t } = useMessages();
  return <Link href="/">{t('state.home')}</Link>;
}
