import { useState } from 'react';
import type { FlowTest } from '../../../runtime/flow-tests/index.ts';
import { useMessages } from '../../messages/index.tsx';
import { Button } from '../../ui/button.tsx';
import { Choice } from '../../ui/choice.tsx';
import { useLamp } from '../lights.tsx';
import type { Parts } from '../parts.ts';
import { type Editor, EditTest } from './edit-test.tsx';
import { SaveWalk } from './save-walk.tsx';
import { coverageLights } from './test-lights.ts';
import { TestRow } from './test-row.tsx';
import { useTests } from './use-tests.ts';
import './tests.css';

/** The tests of the flow: what is played becomes one, and each can be run, watched and written as JSON. */
export function TestsPage(parts: Parts & { mayEdit: boolean; editor: Editor }) {
  const { t, number, nameOf } = useMessages();
  const { simulation, played, mayEdit, editor } = parts;
  const { flow } = played.playable;
  const lamp = useLamp();
  const { tests, results, isRunning, refused, run, save, remove } = useTests(flow.id, simulation);
  const [channel, setChannel] = useState('');
  const [language, setLanguage] = useState('');
  const [edited, setEdited] = useState<FlowTest>();
  if (edited)
    return (
      <EditTest
        test={edited}
        editor={editor}
        mayEdit={mayEdit}
        refused={refused}
        onSave={async (test) => {
          if (await save(test)) setEdited(undefined);
        }}
        onClose={() => setEdited(undefined)}
      />
    );
  const failed = results.filter(({ ok }) => !ok).length;
  const coverage = results.length > 0 ? coverageLights(flow, results) : undefined;
  return (
    <div className="tests">
      {mayEdit && <SaveWalk {...parts} taken={tests ?? []} onSave={save} />}
      {refused !== undefined && (
        <p className="refusal" role="alert" dir="auto">
          {refused}
        </p>
      )}
      {tests?.length === 0 && <p className="soft">{t('simulator.tests.none')}</p>}
      {tests && tests.length > 0 && (
        <>
          <div className="world-row">
            <Choice
              label={t('simulator.tests.channels')}
              value={channel}
              onChange={({ target }) => setChannel(target.value)}
              options={[
                { value: '', text: t('simulator.tests.allChannels') },
                ...flow.channels.map((kind) => ({ value: kind, text: t(`channel.${kind}`) })),
              ]}
            />
            <Choice
              label={t('simulator.tests.languages')}
              value={language}
              onChange={({ target }) => setLanguage(target.value)}
              options={[
                { value: '', text: t('simulator.tests.allLanguages') },
                ...flow.languages.map((tag) => ({ value: tag, text: nameOf(tag) })),
              ]}
            />
            <Button main disabled={isRunning} onClick={() => void run(tests, channel, language)}>
              {t('simulator.tests.runAll')}
            </Button>
          </div>
          <output className="tests-verdict" aria-live="polite">
            {results.length > 0 &&
              t('simulator.tests.result', {
                passed: number(results.length - failed),
                failed: number(failed),
              })}
          </output>
          {coverage && (
            <div className="world-row">
              <Button onClick={() => lamp.light(coverage.lights)}>{t('simulator.tests.coverage')}</Button>
              <p className="small soft">
                {t('simulator.tests.covered', {
                  nodes: number(coverage.covered.nodes),
                  allNodes: coverage.all.nodes,
                  ways: number(coverage.covered.ways),
                  allWays: coverage.all.ways,
                })}
              </p>
            </div>
          )}
          <ul className="tests-list">
            {tests.map((test) => (
              <TestRow
                key={test.id}
                test={test}
                flow={flow.id}
                results={results.filter((one) => one.test === test.id)}
                isRunning={isRunning}
                mayEdit={mayEdit}
                onRun={() => void run([test], channel, language)}
                onEdit={() => setEdited(test)}
                onRemove={() => void remove(test.id)}
                onShow={parts.onShow}
              />
            ))}
          </ul>
        </>
      )}
    </div>
  );
}
