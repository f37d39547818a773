import '../ui/no-compiled-schemas.ts';
import { useMemo, useState } from 'react';
import { api, type Flow } from '../api.ts';
import { useMessages } from '../messages/index.tsx';
import { Loaded } from '../loaded.tsx';
import { Link } from '../ui/router.tsx';
import { TabPanel, Tabs } from '../ui/tabs.tsx';
import { DocumentPage } from './machine/document-page.tsx';
import { MachinePage } from './machine/machine-page.tsx';
import { DrawingPage } from './drawing-page.tsx';
import { readDrawing } from './read-drawing.ts';
import './builder.css';

/** One flow: its drawing, its document, and the machine it runs as. */
export default function Builder({ id }: { id: string }) {
  return (
    <Loaded name={id} load={() => api.flow(id)}>
      {(flow) => <FlowPage flow={flow} />}
    </Loaded>
  );
}

const TABS = ['drawing', 'document', 'machine'] as const;
type TabId = (typeof TABS)[number];

function FlowPage({ flow }: { flow: Flow }) {
  const { t, language, nameOf } = useMessages();
  const [tab, setTab] = useState<TabId>('drawing');
  const [texts, setTexts] = useState(() => firstTexts(flow.draft, language));
  const drawing = useMemo(
    () =>
      readDrawing(flow.draft, {
        texts,
        words: language,
        implicit: { left: t('builder.exitLeft'), error: t('builder.exitError') },
      }),
    [flow.draft, texts, language, t],
  );
  return (
    <div className="builder">
      <div className="builder-bar">
        <Link href="/" className="soft small">
          {t('builder.back')}
        </Link>
        <h1>
          <bdi>{flow.name}</bdi>
        </h1>
        <Tabs
          label={t('builder.views')}
          tabs={TABS.map((one) => ({ id: one, label: t(`builder.${one}`) }))}
          chosen={tab}
          onChoose={setTab}
        />
        {drawing && tab === 'drawing' && (
          <label className="small soft builder-texts">
            {t('builder.texts')}
            <select className="select" value={texts} onChange={(event) => setTexts(event.target.value)}>
              {drawing.flow.languages.map((one) => (
                <option key={one} value={one}>
                  {nameOf(one)}
                </option>
              ))}
            </select>
          </label>
        )}
      </div>
      <TabPanel id={tab} className="builder-panel">
        {tab === 'drawing' &&
          (drawing ? (
            <DrawingPage drawing={drawing} />
          ) : (
            <p className="notice" role="alert">
              {t('builder.unreadable')}
            </p>
          ))}
        {tab === 'document' && <DocumentPage flow={flow} />}
        {tab === 'machine' && <MachinePage flow={flow} />}
      </TabPanel>
    </div>
  );
}

/** The interface language, if the flow speaks it, else the flow's first. */
function firstTexts(draft: unknown, language: string): string {
  const { languages } = draft as { languages?: unknown };
  const spoken = Array.isArray(languages) ? languages.filter((one) => typeof one === 'string') : [];
  return spoken.find((one) => one.split('-')[0] === language) ?? spoken[0] ?? language;
}
