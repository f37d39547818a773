import { type ComponentType, lazy, Suspense } from 'react';
import { Door } from './account/door.tsx';
import { api } from './api.ts';
import { Header } from './header.tsx';
import { Home } from './home/index.tsx';
import { Waiting } from './loaded.tsx';
import { useMessages } from './messages/index.tsx';
import { usePath } from './ui/router.tsx';
import { useLoaded } from './ui/use-loaded.ts';

interface Screen {
  path: RegExp;
  show: ComponentType<{ id: string }>;
  /** Open to whoever bears its link. */
  isPublic?: boolean;
}

/** Every screen with its address: the one deliberate list. All but the first are loaded when they are needed. */
const SCREENS: readonly Screen[] = [
  { path: /^\/$/, show: Home },
  { path: /^\/node-types$/, show: lazy(() => import('./catalogue/index.tsx')) },
  { path: /^\/flows\/([a-z][a-z0-9_-]*)$/, show: lazy(() => import('./builder/index.tsx')) },
  { path: /^\/welcome$/, show: lazy(() => import('./account/welcome.tsx')), isPublic: true },
  { path: /^\/reset$/, show: lazy(() => import('./account/reset.tsx')), isPublic: true },
];

/** The frame around every screen, and the door before most of them. */
export function App() {
  const { t } = useMessages();
  const path = usePath();
  const [who, again] = useLoaded(api.me, 'me');
  const me = who && 'value' in who ? who.value : undefined;
  const screen = SCREENS.find((one) => one.path.test(path));
  const id = screen?.path.exec(path)?.[1] ?? '';
  const shown = screen ? <screen.show key={id} id={id} /> : <h1 className="notice">{t('state.nowhere')}</h1>;
  return (
    <div className="app">
      <a className="skip" href="#main">
        {t('shell.skip')}
      </a>
      <Header path={path} me={me} onLeft={again} />
      <main id="main" tabIndex={-1}>
        <Suspense fallback={<Waiting />}>
          {me || screen?.isPublic ? shown : <Door who={who} again={again} />}
        </Suspense>
      </main>
    </div>
  );
}
