import { type ComponentType, lazy, Suspense } from 'react';
import { Header } from './header.tsx';
import { Home } from './home/index.tsx';
import { useMessages } from './messages/index.tsx';
import { usePath } from './ui/router.tsx';

interface Screen {
  path: RegExp;
  show: ComponentType<{ id: string }>;
}

/** Every screen with its address: the one deliberate list. All but the first are loaded when they are needed. */
const SCREENS: readonly Screen[] = [
  { path: /^\/$/, show: Home },
  { path: /^\/node-types$/, show: lazy(() => import('./catalogue/index.tsx')) },
  { path: /^\/flows\/([a-z][a-z0-9_-]*)$/, show: lazy(() => import('./builder/index.tsx')) },
];

/** The frame around every screen. */
export function App() {
  const { t } = useMessages();
  const path = usePath();
  const screen = SCREENS.find((one) => one.path.test(path));
  const id = screen?.path.exec(path)?.[1] ?? '';
  return (
    <div className="app">
      <a className="skip" href="#main">
        {t('shell.skip')}
      </a>
      <Header path={path} />
      <main id="main" tabIndex={-1}>
        <Suspense fallback={<p className="notice">{t('state.loading')}</p>}>
          {screen ? <screen.show key={id} id={id} /> : <h1 className="notice">{t('state.nowhere')}</h1>}
        </Suspense>
      </main>
    </div>
  );
}
