import { type ComponentType, lazy, Suspense, useEffect, useRef } from 'react';
import { Door } from './account/door.tsx';
import { Lobby } from './account/lobby.tsx';
import { api, type Me } from './api.ts';
import { Coach } from './coach.tsx';
import { Header } from './header.tsx';
import { Home } from './home/index.tsx';
import { Waiting, WayHome } from './loaded.tsx';
import { editsFlows, MeProvider, seesContacts, seesFlows, useMe } from './me.tsx';
import { useMessages } from './messages/index.tsx';
import { usePath } from './ui/router.tsx';
import { useLoaded } from './ui/use-loaded.ts';

interface Screen {
  path: RegExp;
  show: ComponentType<{ id: string }>;
  /** Open to whoever bears its link. */
  isPublic?: boolean;
  /** Whose it is; left out, everybody's who is signed in. */
  seenBy?: (role: Me['role']) => boolean;
}

const Admin = lazy(() => import('./admin/index.tsx'));

/** Every screen with its address: the one deliberate list. All but the first are loaded when they are needed. */
const SCREENS: readonly Screen[] = [
  { path: /^\/(sign-in)?$/, show: Front },
  { path: /^\/node-types$/, show: lazy(() => import('./catalogue/index.tsx')) },
  {
    path: /^\/flows\/([a-z][a-z0-9_-]*)$/,
    show: lazy(() => import('./builder/index.tsx')),
    seenBy: seesFlows,
  },
  { path: /^\/contacts$/, show: lazy(() => import('./contacts/index.tsx')), seenBy: seesContacts },
  {
    path: /^\/contacts\/([\w-]+)$/,
    show: lazy(() => import('./contacts/contact-page.tsx')),
    seenBy: seesContacts,
  },
  {
    path: /^\/contacts\/([\w-]+)\/replay$/,
    show: lazy(() => import('./builder/replay/replay-page.tsx')),
    seenBy: seesContacts,
  },
  { path: /^\/settings\/([a-z-]+)$/, show: Admin },
  { path: /^\/forgotten$/, show: lazy(() => import('./account/forgotten.tsx')), isPublic: true },
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
  const main = useFocusOnArrival(path);
  return (
    <div className="app">
      <a className="skip" href="#main">
        {t('shell.skip')}
      </a>
      <Header path={path} me={me} onLeft={again} />
      {me && editsFlows(me.role) && <Coach />}
      <main id="main" ref={main} tabIndex={-1}>
        <Suspense fallback={<Waiting />}>
          {me ? (
            <MeProvider known={{ me, again }}>
              <Shown screen={screen} id={id} me={me} />
            </MeProvider>
          ) : screen?.isPublic ? (
            <screen.show id={id} />
          ) : (
            <Door who={who} again={again} />
          )}
        </Suspense>
      </main>
    </div>
  );
}

/** Takes the focus to a screen one has gone to: what had it went away with the last one. */
function useFocusOnArrival(path: string) {
  const main = useRef<HTMLElement>(null);
  const last = useRef(path);
  useEffect(() => {
    if (last.current === path) return;
    last.current = path;
    const { activeElement } = document;
    // A screen may have put it into a field of its own already.
    const isThere = main.current?.contains(activeElement) && activeElement?.checkVisibility();
    if (!isThere) main.current?.focus({ preventScroll: true });
  }, [path]);
  return main;
}

function Shown({ screen, id, me }: { screen: Screen | undefined; id: string; me: Me }) {
  const { t } = useMessages();
  // Nothing else would be answered before that.
  if (me.mustSetUpSecondFactor && !screen?.isPublic) return <Admin id="account" />;
  if (!screen || screen.seenBy?.(me.role) === false)
    return (
      <div className="notice">
        <h1>{t('state.nowhere')}</h1>
        <WayHome />
      </div>
    );
  return <screen.show key={id} id={id} />;
}

/** The first page: flows, for those who may see them. */
function Front() {
  return seesFlows(useMe().me.role) ? <Home /> : <Lobby />;
}
