import { useEffect, useState } from 'react';
import { apart, loadAhead } from '../apart.tsx';
import type { Flow } from '../api.ts';
import { knownFlow } from '../known-flow.ts';
import { Loaded } from '../loaded.tsx';
import { editsFlows, useMe } from '../me.tsx';
import { useMessages } from '../messages/index.tsx';
import { PlayButton, PlayingProvider } from '../simulator/playing.tsx';
import { Link } from '../ui/router.tsx';
import { TabPanel, Tabs } from '../ui/tabs.tsx';
import { DraftBar } from './draft/draft-bar.tsx';
import { Drafted, type Opening, useOpening } from './draft/drafted.tsx';
import { useEditing, useFlow } from './draft/use-draft.tsx';
import { chosenForms } from './inspector/forms-apart.ts';
import { Simulated } from './simulated.tsx';
import { PublishButton, publishing } from './versions/publish-button.tsx';
import { WordsOnly, WordsOnlySwitch } from './texts/words-only.tsx';
import { useGuideFacts } from './versions/use-guide-facts.ts';
import { useVersions } from './versions/use-versions.ts';
import { Workspace } from './workspace.tsx';
import './builder.css';

/** One flow: its drawing, its document, and the machine it runs as. */
export default function Builder({ id }: { id: string }) {
  const { me } = useMe();
  // Neither waits for the other: the draft, and what else is known of the flow.
  const opening = useOpening(id, `${me.organisation.id}/${me.id}`);
  return (
    <Loaded isPage name={id} load={() => knownFlow(id)}>
      {(flow) => <Opened flow={flow} opening={opening} />}
    </Loaded>
  );
}

/** The draft, where there is one that can be read. */
function Opened({ flow, opening }: { flow: Flow; opening: Opening }) {
  const { t } = useMessages();
  const { me } = useMe();
  if (opening.opened === 'draft.unreadable')
    return (
      <>
        <p className="notice" role="alert">
          {t('builder.unreadable')}
        </p>
        <documentPage.show flow={flow} />
      </>
    );
  return (
    <Drafted opening={opening} mayEdit={editsFlows(me.role)}>
      <PlayingProvider>
        <FlowPage stored={flow} />
      </PlayingProvider>
    </Drafted>
  );
}

const documentPage = apart(() => import('./machine/document-page.tsx'));
const variables = apart(() => import('./variables/variables-page.tsx'));
const allTexts = apart(() => import('./texts/texts-page.tsx'));
const document = apart(() => import('./machine/draft-page.tsx'));
const machine = apart(() => import('./machine/machine-page.tsx'));
const versionsPage = apart(() => import('./versions/versions-page.tsx'));
/** What is loaded once the drawing is there, so that the first click on a node or a tab waits for nothing. */
const AHEAD = [chosenForms, versionsPage, publishing, variables, allTexts, document, machine];
/** Ms from the page to its drawing, even of a large flow. */
const AFTER_DRAWING = 1_000;

const TABS = ['drawing', 'variables', 'allTexts', 'document', 'machine', 'versions'] as const;
type TabId = (typeof TABS)[number];

function FlowPage({ stored }: { stored: Flow }) {
  const { t, language, nameOf } = useMessages();
  const { name, languages } = useFlow();
  const [tab, setTab] = useState<TabId>('drawing');
  const [wanted, setWanted] = useState<string>();
  const [versions, again] = useVersions(stored);
  const { mayWrite } = useEditing();
  useEffect(() => {
    const soon = setTimeout(() => loadAhead(AHEAD), AFTER_DRAWING);
    return () => clearTimeout(soon);
  }, []);
  const latest = versions[0]?.version ?? null;
  useGuideFacts(stored.id, latest !== null);
  const spoken = languages.find((one) => one.split('-')[0] === language) ?? languages[0] ?? language;
  const texts = wanted !== undefined && languages.includes(wanted) ? wanted : spoken;
  return (
    <div className="builder">
      <div className="builder-bar">
        <Link href="/" className="soft small">
          {t('builder.back')}
        </Link>
        <h1>
          <bdi title={name}>{name}</bdi>
        </h1>
        <Tabs
          label={t('builder.views')}
          tabs={TABS.map((one) => ({ id: one, label: t(`builder.${one}`) }))}
          chosen={tab}
          onChoose={setTab}
        />
        {tab === 'drawing' && (
          <label className="small soft builder-texts">
            <span>{t('builder.texts')}</span>
            <select className="select" value={texts} onChange={(event) => setWanted(event.target.value)}>
              {languages.map((one) => (
                <option key={one} value={one}>
                  {nameOf(one)}
                </option>
              ))}
            </select>
          </label>
        )}
        <DraftBar />
        <WordsOnlySwitch />
        {tab === 'drawing' && <PlayButton />}
        {mayWrite && <PublishButton flowId={stored.id} latest={latest} onPublished={again} />}
        <WordsOnly flowId={stored.id} latest={latest} />
      </div>
      <TabPanel id={tab} className="builder-panel">
        {tab === 'drawing' && (
          <Simulated latest={latest}>
            <Workspace texts={texts} />
          </Simulated>
        )}
        {tab === 'variables' && <variables.show onShow={() => setTab('drawing')} />}
        {tab === 'allTexts' && <allTexts.show flowId={stored.id} latest={latest} />}
        {tab === 'document' && <document.show />}
        {tab === 'machine' && <machine.show flow={{ ...stored, latest }} />}
        {tab === 'versions' && <versionsPage.show flowId={stored.id} versions={versions} again={again} />}
      </TabPanel>
    </div>
  );
}
