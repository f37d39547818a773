import { lazy, type ReactNode, Suspense, useLayoutEffect, useMemo, useState } from 'react';
import { Waiting } from '../../loaded.tsx';
import { useMessages } from '../../messages/index.tsx';
import type { Playable } from '../../simulator/library.ts';
import { DARK, useLamp } from '../../simulator/lights.tsx';
import { usePlaying } from '../../simulator/playing.tsx';
import { Button, buttonClass } from '../../ui/button.tsx';
import { Link } from '../../ui/router.tsx';
import { TabPanel, Tabs } from '../../ui/tabs.tsx';
import type { Clause, Place } from './clause.ts';
import { drawnAt, keyOf, lightsAt } from './drawn-at.ts';
import { explanationOf } from './explanation.ts';
import { followingOf, type Kept } from './record.ts';
import { Events, Known, type SideProps, Talk } from './side.tsx';
import { Stage } from './stage.tsx';
import { Transport } from './transport.tsx';
import { usePlayback } from './use-playback.ts';
import { Why } from './why.tsx';

const Simulator = lazy(() => import('../../simulator/simulator.tsx'));
const JsonEditor = lazy(() => import('../machine/json-editor.tsx'));

interface ReplayProps {
  kept: Kept;
  /** By flow and version. */
  drawings: ReadonlyMap<string, Playable>;
}

/** The drawing under the lights of a contact, why it ended where it did, and how to go through its steps. */
export function Replay({ kept, drawings }: ReplayProps) {
  const { t } = useMessages();
  const { contact, steps } = kept;
  const playback = usePlayback(steps);
  const { at } = playback;
  const { isOpen, setOpen } = usePlaying();
  const [fork, setFork] = useState<{ contact: ReturnType<typeof followingOf>; seq: number }>();
  const [shown, setShown] = useState<Place & { seq: number }>();
  const past = useMemo(() => steps.slice(0, at + 1), [steps, at]);
  const root = { flow: contact.flow, version: contact.version };
  const seq = steps[at]?.event.seq ?? 0;
  // Whoever was led to a node sees its drawing, as long as they stay at its step.
  const led = shown?.seq === seq ? shown : undefined;
  const version = isOpen ? root : (led ?? drawnAt(past, root));
  const drawing = drawings.get(keyOf(version));
  const lamp = useLamp();
  const { flow, version: number } = version;
  useLayoutEffect(() => {
    if (!isOpen) lamp.light(lightsAt(past, { flow, version: number }));
    return () => lamp.light(DARK);
  }, [lamp, past, flow, number, isOpen]);
  const nameOf = ({ node, ...place }: Place) => drawings.get(keyOf(place))?.flow.nodes[node]?.name ?? node;
  const goTo = (position: number) => {
    setShown(undefined);
    playback.goTo(position);
  };
  const show = (place: Place | undefined, at: number) => {
    playback.goTo(steps.findIndex(({ event }) => event.seq === at));
    setShown(place && { ...place, seq: at });
  };
  const clauses = useMemo(() => explanationOf(steps), [steps]);
  const simulate = () => {
    setFork({ contact: followingOf(kept), seq });
    setOpen(true);
  };
  const own = drawings.get(keyOf(root));
  return (
    <div className="replay">
      <Head kept={kept} drawing={drawing} />
      <Why clauses={clauses} nameOf={nameOf} onShow={({ place, seq: step }: Clause) => show(place, step)} />
      <div className="replay-stage">
        <div className="replay-drawing">
          {drawing ? (
            <Stage
              key={keyOf(version)}
              flow={drawing.flow}
              shown={led?.node}
              name={t('replay.drawing', { flow: drawing.flow.name })}
            />
          ) : (
            <p className="notice">{t('replay.noDrawing')}</p>
          )}
        </div>
        {isOpen && own && fork ? (
          <Suspense fallback={<Waiting />}>
            <Simulator
              flow={own.flow}
              machine={own.machine}
              hasErrors={false}
              latest={own.version - 1}
              mayEdit={false}
              editor={JsonEditor}
              stage={Stage}
              fork={fork}
              onShow={(node) => setShown({ ...root, node, seq })}
            />
          </Suspense>
        ) : (
          <Side steps={steps} at={at} onGo={goTo} onShow={show} nameOf={nameOf}>
            <GoOn kept={kept} seq={seq} onSimulate={own ? simulate : undefined} />
          </Side>
        )}
      </div>
      {!isOpen && <Transport steps={steps} playback={{ ...playback, goTo }} />}
    </div>
  );
}

/** Whose contact it is, and what is drawn. */
function Head({ kept: { contact }, drawing }: { kept: Kept; drawing: Playable | undefined }) {
  const { t, number } = useMessages();
  const who = contact.customer.name ?? contact.customer.addresses[0]?.address ?? t('contacts.unknown');
  return (
    <header className="replay-head">
      <Link href={`/contacts/${encodeURIComponent(contact.id)}`} className="small soft">
        {t('replay.back')}
      </Link>
      <h1>
        {t('replay.title')}: <bdi>{who}</bdi>
      </h1>
      <span className={contact.endedAt === null ? 'chip replay-live' : 'chip'}>
        {t(contact.endedAt === null ? 'contacts.live' : 'contacts.ended')}
      </span>
      {drawing && (
        <span className="small soft">
          <bdi>{drawing.flow.name}</bdi> · {t('contacts.version', { version: number(drawing.version) })}
        </span>
      )}
    </header>
  );
}

const PAGES = ['replayTalk', 'replayVariables', 'replayEvents'] as const;

function Side({ children, ...props }: SideProps & { children: ReactNode }) {
  const { t } = useMessages();
  const [page, setPage] = useState<(typeof PAGES)[number]>('replayTalk');
  return (
    <aside className="simulator replay-side" aria-label={t('replay.about')}>
      <Tabs
        label={t('replay.views')}
        tabs={PAGES.map((id) => ({ id, label: t(`replay.${id}`) }))}
        chosen={page}
        onChoose={setPage}
      />
      <TabPanel id={page} className="simulator-page">
        {page === 'replayTalk' && <Talk {...props} />}
        {page === 'replayVariables' && <Known {...props} />}
        {page === 'replayEvents' && <Events {...props} />}
      </TabPanel>
      {children}
    </aside>
  );
}

/** From the step that is shown into the simulator: on the version it ran on, and on the draft of today. */
function GoOn(props: { kept: Kept; seq: number; onSimulate: (() => void) | undefined }) {
  const { t, number } = useMessages();
  const { contact } = props.kept;
  const draft = new URLSearchParams({ contact: contact.id, step: String(props.seq) });
  return (
    <div className="replay-on">
      <p className="small soft">{t('replay.goOn')}</p>
      <div className="talk-ways">
        <Button disabled={!props.onSimulate} onClick={() => props.onSimulate?.()}>
          {t('replay.onVersion', { version: number(contact.version) })}
        </Button>
        <Link className={buttonClass()} href={`/flows/${contact.flow}?${draft.toString()}`}>
          {t('replay.onDraft')}
        </Link>
      </div>
      <p className="small soft">{t('replay.draftCalls')}</p>
    </div>
  );
}
