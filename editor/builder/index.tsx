import { lazy, Suspense, useMemo, useState } from 'react';
import { readFlow } from '../../runtime/engine/index.ts';
import { api, type Flow } from '../api.ts';
import { Loaded, Waiting } from '../loaded.tsx';
import { editsFlows, useMe } from '../me.tsx';
import { useMessages } from '../messages/index.tsx';
import { PlayButton, PlayingProvider } from '../simulator/playing.tsx';
import { Link } from '../ui/router.tsx';
import { TabPanel, Tabs } from '../ui/tabs.tsx';
import { DraftBar } from './draft/draft-bar.tsx';
import { Drafted } from './draft/drafted.tsx';
import { useEditing, useFlow } from './draft/use-draft.tsx';
import { DocumentPage } from './machine/document-page.tsx';
import { DraftPage } from './machine/draft-page.tsx';
import { MachinePage } from './machine/machine-page.tsx';
import { Simulated } from './simulated.tsx';
import { PublishButton } from './versions/publish-button.tsx';
import { WordsOnly, WordsOnlySwitch } from './texts/words-only.tsx';
import { useGuideFacts } from './versions/use-guide-facts.ts';
import { useVersions } from './versions/use-versions.ts';
import { VersionsPage } from './versions/versions-page.tsx';
import { Workspace } from './workspace.tsx';
import './builder.css';

/** One flow: its drawing, its document, and the machine it runs as. */
export default function Builder({ id }: { id: string }) {
  return (
    <Loaded isPage name={id} load={() => api.flow(id)}>
      {(flow) => <Opened flow={flow} />}
    </Loaded>
  );
}

/** Opens the draft, where there is one that can be read. */
function Opened({ flow }: { flow: Flow }) {
  const { t } = useMessages();
  const { me } = useMe();
  const read = useMemo(() => readFlow(flow.draft), [flow.draft]);
  if (!read.ok)
    return (
      <>
        <p className="notice" role="alert">
          {t('builder.unreadable')}
        </p>
        <DocumentPage flow={flow} />
      </>
    );
  return (
    <Drafted flow={flow.id} who={`${me.organisation.id}/${me.id}`} mayEdit={editsFlows(me.role)}>
      <PlayingProvider>
        <FlowPage stored={flow} />
      </PlayingProvider>
    </Drafted>
  );
}

const VariablesPage = lazy(() => import('./variables/variables-page.tsx'));
const TextsPage = lazy(() => import('./texts/texts-page.tsx'));

const TABS = ['drawing', 'variables', 'allTexts', 'document', 'machine', 'versions'] as const;
type TabId = (typeof TABS)[number];

function FlowPage({ stored }: { stored: Flow }) {
  const { t, language, nameOf } = useMessages();
  const { name, languages } = useFlow();
  const [tab, setTab] = useState<TabId>('drawing');
  const [wanted, setWanted] = useState<string>();
  const [versions, again] = useVersions(stored);
  const { mayWrite } = useEditing();
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
          <bdi>{name}</bdi>
        </h1>
        <Tabs
          label={t('builder.views')}
          tabs={TABS.map((one) => ({ id: one, label: t(`builder.${one}`) }))}
          chosen={tab}
          onChoose={setTab}
        />
        {tab === 'drawing' && (
          <label className="small soft builder-texts">
            {t('builder.texts')}
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
        <Suspense fallback={<Waiting />}>
          {tab === 'variables' && <VariablesPage onShow={() => setTab('drawing')} />}
          {tab === 'allTexts' && <TextsPage flowId={stored.id} latest={latest} />}
        </Suspense>
        {tab === 'document' && <DraftPage />}
        {tab === 'machine' && <MachinePage flow={{ ...stored, latest }} />}
        {tab === 'versions' && <VersionsPage flowId={stored.id} versions={versions} again={again} />}
      </TabPanel>
    </div>
  );
}
