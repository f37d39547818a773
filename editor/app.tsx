import { type ComponentType, useEffect, useRef } from 'react';
import { Door } from './account/door.tsx';
import { apart } from './apart.tsx';
import { api, type Me } from './api.ts';
import { Coach } from './coach.tsx';
import { Header } from './header.tsx';
import { WayHome } from './loaded.tsx';
import { askForFlow } from './known-flow.ts';
import { editsFlows, MeProvider, seesContacts, seesFlows } from './me.tsx';
import { useMessages } from './messages/index.tsx';
import { usePath } from './ui/router.tsx';
import { useLoaded } from './ui/use-loaded.ts';

interface Screen {
  path: RegExp;
  show: ComponentType<{ id: string }>;
  /** Loads what it is made of, ahead of showing it. */
  load: () => Promise<void>;
  /** Asks for what it shows, ahead of being there. */
  ask?: (id: string) => void;
  /** Open to whoever bears its link. */
  isPublic?: boolean;
  /** Whose it is; left out, everybody's who is signed in. */
  seenBy?: (role: Me['role']) => boolean;
}

const admin = apart(() => import('./admin/index.tsx'));

/** Every screen with its address: the one deliberate list. They are loaded when they are needed. */
const SCREENS: readonly Screen[] = [
  { path: /^\/(sign-in)?$/, ...apart(() => import('./front.tsx')) },
  { path: /^\/node-types$/, ...apart(() => import('./catalogue/index.tsx')) },
  {
    path: /^\/flows\/([a-z][a-z0-9_-]*)$/,
    ...apart(() => import('./builder/index.tsx')),
    ask: askForFlow,
    seenBy: seesFlows,
  },
  { path: /^\/contacts$/, ...apart(() => import('./contacts/index.tsx')), seenBy: seesContacts },
  {
    path: /^\/contacts\/([\w-]+)$/,
    ...apart(() => import('./contacts/contact-page.tsx')),
    seenBy: seesContacts,
  },
  {
    path: /^\/contacts\/([\w-]+)\/replay$/,
    ...apart(() => import('./builder/replay/replay-page.tsx')),
    seenBy: seesContacts,
  },
  { path: /^\/settings\/([a-z-]+)$/, ...admin },
  { path: /^\/forgotten$/, ...apart(() => import('./account/forgotten.tsx')), isPublic: true },
  { path: /^\/welcome$/, ...apart(() => import('./account/welcome.tsx')), isPublic: true },
  { path: /^\/reset$/, ...apart(() => import('./account/reset.tsx')), isPublic: true },
];

let asked: Promise<Me> | undefined;

/** Asks for what a page needs at once: who is signed in, the screen at its address, and what it shows. What fails is asked for again when it is shown. */
export function begin(path: string): void {
  asked = api.me();
  const screen = SCREENS.find((one) => one.path.test(path));
  screen?.ask?.(screen.path.exec(path)?.[1] ?? '');
  for (const one of [asked, screen?.load()]) one?.catch(() => undefined);
}

/** Who is signed in: the first time what was asked for at the beginning. */
function whoIsThere(): Promise<Me> {
  const first = asked;
  asked = undefined;
  return first ?? api.me();
}

/** The frame around every screen, and the door before most of them. */
export function App() {
  const { t } = useMessages();
  const path = usePath();
  const [who, again] = useLoaded(whoIsThere, 'me');
  const known = who && 'value' in who ? who.value : undefined;
  const screen = SCREENS.find((one) => one.path.test(path));
  const id = screen?.path.exec(path)?.[1] ?? '';
  const main = useFocusOnArrival(path);
  return (
    <div className="app">
      <a className="skip" href="#main">
        {t('shell.skip')}
      </a>
      <Header path={path} me={known} onLeft={again} />
      {known && editsFlows(known.role) && <Coach />}
      <main id="main" ref={main} tabIndex={-1}>
        {screen?.isPublic ? (
          // The same before and after it is known who is there: what was written into it stays.
          <screen.show id={id} />
        ) : known ? (
          <MeProvider known={{ me: known, again }}>
            <Shown screen={screen} id={id} me={known} />
          </MeProvider>
        ) : (
          <Door who={who} again={again} />
        )}
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
  if (me.mustSetUpSecondFactor) return <admin.show id="account" />;
  if (!screen || screen.seenBy?.(me.role) === false)
    return (
      <div className="notice">
        <h1>{t('state.nowhere')}</h1>
        <WayHome />
      </div>
    );
  return <screen.show key={id} id={id} />;
}
