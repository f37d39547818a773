import { useEffect, useLayoutEffect, useState, useSyncExternalStore } from 'react';
import type { FlowDefinition, MachineJson } from '../../runtime/engine/index.ts';
import { useMessages } from '../messages/index.tsx';
import { refusalText } from '../sending.ts';
import { Button } from '../ui/button.tsx';
import { TabPanel, Tabs } from '../ui/tabs.tsx';
import { Bar } from './bar.tsx';
import type { Following } from './follow.ts';
import { FollowedNote } from './followed-note.tsx';
import { Inside } from './inside.tsx';
import { type DrawingStage, InsideDrawing } from './inside-drawing.tsx';
import { library } from './library.ts';
import { DARK, useLamp } from './lights.tsx';
import { lightsOf } from './lights-of.ts';
import { loading, makeRequest } from './loading.ts';
import { usePlaying } from './playing.tsx';
import { type Simulation, simulation } from './simulation.ts';
import type { Place } from './parts.ts';
import { Scrubber } from './story/scrubber.tsx';
import { StoryPage } from './story/story-page.tsx';
import { TalkPage } from './talk/talk-page.tsx';
import type { Look } from './trail.ts';
import type { Editor } from './flow-tests/edit-test.tsx';
import { TestsPage } from './flow-tests/tests-page.tsx';
import { WorldPage } from './world/world-page.tsx';
import { useToldRefusal } from './use-told-refusal.ts';
import { worldOf } from './walks.ts';
import './simulator.css';

interface SimulatorProps {
  flow: FlowDefinition;
  /** Missing while the flow has errors. */
  machine: MachineJson | undefined;
  hasErrors: boolean;
  /** Latest published version. */
  latest: number | null;
  onShow: (node: string) => void;
  mayEdit: boolean;
  /** For tests as JSON. */
  editor: Editor;
  /** For drawings of the flows that are called. */
  stage: DrawingStage;
  /** A real contact to go along with, and the step to stand at. */
  fork?: { contact: Following; seq: number };
}

/** The simulator beside a drawing: it plays the draft as it is, on the engine that serves real contacts. */
export default function Simulator({
  flow,
  machine,
  hasErrors,
  latest,
  fork,
  stage,
  ...rest
}: SimulatorProps) {
  const { t } = useMessages();
  const { kept, setOpen } = usePlaying();
  const [look, setLook] = useState<Look>('main');
  if (!kept.current && machine)
    kept.current = simulation(
      library(loading),
      { flow, machine, version: (latest ?? 0) + 1 },
      Date.now(),
      rest.mayEdit ? makeRequest : undefined,
    );
  const running = kept.current;
  useEffect(() => {
    // Whoever comes back from another part of the page finds what they played.
    const known = running?.read().followed;
    if (fork && (known?.contact.contact !== fork.contact.contact || known.seq !== fork.seq))
      running?.follow(fork.contact, fork.seq);
  }, [fork, running]);
  useEffect(() => {
    if (machine) running?.redraw({ flow, machine });
    // A change of layout alone gives no other machine, and nothing to play anew.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [machine, running]);
  return (
    <>
      {running && <InsideDrawing simulation={running} look={look} stage={stage} />}
      <aside className="simulator" aria-labelledby="simulator-title">
        <header className="simulator-head">
          <h2 id="simulator-title">{t('simulator.title')}</h2>
          <Button icon aria-label={t('simulator.close')} onClick={() => setOpen(false)}>
            ×
          </Button>
        </header>
        {running ? (
          <Running
            simulation={running}
            flow={flow}
            isBroken={hasErrors}
            look={look}
            onLook={setLook}
            {...rest}
          />
        ) : (
          <p className="notice">{t(hasErrors ? 'simulator.errors' : 'state.loading')}</p>
        )}
      </aside>
    </>
  );
}

const PAGES = ['simTalk', 'simWorld', 'simStory', 'simTests'] as const;

function Running(
  props: Pick<SimulatorProps, 'flow' | 'onShow' | 'mayEdit' | 'editor'> & {
    simulation: Simulation;
    isBroken: boolean;
    look: Look;
    onLook: (look: Look) => void;
  },
) {
  const messages = useMessages();
  const { t } = messages;
  const { simulation: running, flow, isBroken, look, onLook, onShow, mayEdit, editor } = props;
  const [page, setPage] = useState<(typeof PAGES)[number]>('simTalk');
  const played = useSyncExternalStore(running.subscribe, running.read);
  const lamp = useLamp();
  const toldRefusal = useToldRefusal();
  const world = worldOf(played.walks);
  useLayoutEffect(() => lamp.light(lightsOf(world, flow.id)), [lamp, world, flow.id]);
  useEffect(() => () => lamp.light(DARK), [lamp]);
  const show = (node: string, place?: Place) => {
    const isOwn = place === undefined || place.flow === flow.id;
    onLook(isOwn ? 'main' : { flow: place.flow, version: place.version, shown: node });
    if (isOwn) onShow(node);
  };
  const parts = { simulation: running, played, world, onShow: show };
  return (
    <>
      <Bar {...parts} isBroken={isBroken} />
      <Inside {...parts} look={look} onLook={onLook} />
      <FollowedNote {...parts} />
      <Tabs
        label={t('simulator.views')}
        tabs={PAGES.map((id) => ({ id, label: t(`simulator.${id}`) }))}
        chosen={page}
        onChoose={setPage}
      />
      <TabPanel key={page} id={page} className="simulator-page">
        {page === 'simTalk' && <TalkPage {...parts} />}
        {page === 'simWorld' && <WorldPage {...parts} />}
        {page === 'simStory' && <StoryPage {...parts} />}
        {page === 'simTests' && <TestsPage {...parts} mayEdit={mayEdit} editor={editor} />}
      </TabPanel>
      {played.refused !== undefined && (
        <p className="refusal simulator-refusal" role="alert" dir="auto">
          {'failed' in played.refused
            ? refusalText(played.refused.failed, messages)
            : toldRefusal(played.refused)}
        </p>
      )}
      <Scrubber {...parts} />
    </>
  );
}
