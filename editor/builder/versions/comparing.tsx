import { lazy, Suspense, useState } from 'react';
import { type FlowDefinition, readFlow } from '../../../runtime/engine/index.ts';
import { api, type VersionHead } from '../../api.ts';
import { Loaded } from '../../loaded.tsx';
import { useMessages } from '../../messages/index.tsx';
import { Choice } from '../../ui/choice.tsx';
import { TabPanel, Tabs } from '../../ui/tabs.tsx';
import { useFlow } from '../draft/use-draft.tsx';
import { Changes } from './changes.tsx';
import { ComparedCanvas } from './compared-canvas.tsx';

const JsonBeside = lazy(() => import('./json-beside.tsx'));

/** A version, or the draft as it is now. */
export type Side = number | 'draft';

const VIEWS = ['onCanvas', 'inWords', 'asJson'] as const;

interface ComparingProps {
  flowId: string;
  versions: readonly VersionHead[];
  sides: { from: Side; to: Side };
  onChoose: { from: (side: Side) => void; to: (side: Side) => void };
}

/** Two drawings compared: on the canvas, in words, and as JSON side by side. */
export function Comparing({ flowId, versions, sides, onChoose }: ComparingProps) {
  const { t, number } = useMessages();
  const draft = useFlow();
  const [view, setView] = useState<(typeof VIEWS)[number]>('onCanvas');
  const options = [
    { value: 'draft', text: t('versions.draft') },
    ...versions.map(({ version, name }) => ({
      value: String(version),
      text: [t('home.version', { version: number(version) }), name].filter(Boolean).join(' · '),
    })),
  ];
  const load = async (side: Side): Promise<FlowDefinition> => {
    const read = readFlow((await api.version(flowId, Number(side))).definition);
    if (!read.ok) throw new Error(t('builder.unreadable'));
    return read.flow;
  };
  const choice = (which: 'from' | 'to', label: string) => (
    <Choice
      label={label}
      options={options}
      value={String(sides[which])}
      onChange={({ target }) => onChoose[which](target.value === 'draft' ? 'draft' : Number(target.value))}
    />
  );
  return (
    <section className="comparing" aria-label={t('versions.comparison')}>
      <div className="comparing-bar">
        {choice('from', t('versions.from'))}
        {choice('to', t('versions.to'))}
        <Tabs
          label={t('versions.comparison')}
          tabs={VIEWS.map((id) => ({ id, label: t(`versions.${id}`) }))}
          chosen={view}
          onChoose={setView}
        />
      </div>
      <TabPanel id={view} className="comparing-panel">
        <Loaded
          name={`${sides.from} ${sides.to}`}
          // The draft is not loaded: it is what one sees and changes.
          load={async () => ({
            from: sides.from === 'draft' ? undefined : await load(sides.from),
            to: sides.to === 'draft' ? undefined : await load(sides.to),
          })}
        >
          {({ from = draft, to = draft }) => (
            <>
              {view === 'onCanvas' && <ComparedCanvas before={from} after={to} />}
              {view === 'inWords' && (
                <div className="comparing-words">
                  <Changes before={from} after={to} />
                </div>
              )}
              {view === 'asJson' && (
                <Suspense fallback={<p className="notice">{t('state.loading')}</p>}>
                  <JsonBeside
                    before={from}
                    after={to}
                    labels={{ before: t('versions.from'), after: t('versions.to') }}
                  />
                </Suspense>
              )}
            </>
          )}
        </Loaded>
      </TabPanel>
    </section>
  );
}
