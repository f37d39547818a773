import { type ReactNode, useMemo } from 'react';
import { Refused } from '../../api.ts';
import { Failed, Loaded, Waiting } from '../../loaded.tsx';
import { useMessages } from '../../messages/index.tsx';
import type { Playable } from '../../simulator/library.ts';
import { loading } from '../../simulator/loading.ts';
import { PlayingProvider } from '../../simulator/playing.tsx';
import { Link } from '../../ui/router.tsx';
import { useLoaded } from '../../ui/use-loaded.ts';
import { keyOf, versionsOf } from './drawn-at.ts';
import { type Kept, useKept } from './record.ts';
import { Replay } from './replay.tsx';
import '../../simulator/simulator.css';
import './replay.css';

/** A real contact, played on the drawing it ran on. */
export default function ReplayPage({ id }: { id: string }) {
  const { whole } = useMessages();
  return (
    <Loaded isPage name="texts" load={whole}>
      {() => <Played id={id} />}
    </Loaded>
  );
}

function Played({ id }: { id: string }) {
  const { t } = useMessages();
  const [loaded, again] = useKept(id);
  if (!loaded) return <Waiting />;
  if ('value' in loaded) return <Drawn kept={loaded.value} />;
  const { error } = loaded;
  if (error instanceof Refused && error.code === 'contact.unknown') return <Gone>{t('replay.gone')}</Gone>;
  return <Failed isPage error={error} again={again} />;
}

/** Nothing is wrong: it is only not kept any more. */
function Gone({ children }: { children: ReactNode }) {
  const { t } = useMessages();
  return (
    <div className="page">
      <Link href="/contacts" className="small soft">
        {t('contacts.back')}
      </Link>
      <h1>{t('replay.title')}</h1>
      <p className="panel notice">{children}</p>
    </div>
  );
}

/** Drawings of all versions the contact came through; one that is not there is left out. */
async function loadDrawings(versions: ReturnType<typeof versionsOf>): Promise<ReadonlyMap<string, Playable>> {
  const found = await Promise.all(
    versions.map(async (one) => [keyOf(one), await loading.version(one.flow, one.version)] as const),
  );
  return new Map(found.flatMap(([key, playable]) => (playable ? [[key, playable] as const] : [])));
}

function Drawn({ kept }: { kept: Kept }) {
  const { t } = useMessages();
  const { contact, steps } = kept;
  const versions = useMemo(
    () => versionsOf(steps, { flow: contact.flow, version: contact.version }),
    [steps, contact.flow, contact.version],
  );
  const [drawings, again] = useLoaded(() => loadDrawings(versions), contact.id + versions.map(keyOf).join());
  if (steps.length === 0) return <Gone>{t('replay.cleared')}</Gone>;
  if (!drawings) return <Waiting />;
  if (!('value' in drawings)) return <Failed isPage error={drawings.error} again={again} />;
  return (
    <PlayingProvider>
      <Replay kept={kept} drawings={drawings.value} />
    </PlayingProvider>
  );
}
