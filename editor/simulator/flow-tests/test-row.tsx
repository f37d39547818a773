import type { FlowTest, TestResult } from '../../../runtime/flow-tests/index.ts';
import { useMessages } from '../../messages/index.tsx';
import { Button } from '../../ui/button.tsx';
import { SureButton } from '../../ui/sure-button.tsx';
import { useLamp } from '../lights.tsx';
import { lightsOfTest } from './test-lights.ts';
import { useToldFailure } from './use-told-failure.ts';

interface TestRowProps {
  test: FlowTest;
  flow: string;
  results: readonly TestResult[];
  isRunning: boolean;
  mayEdit: boolean;
  onRun: () => void;
  onEdit: () => void;
  onRemove: () => void;
  onShow: (node: string) => void;
}

/** One test: how it went on each channel and in each language, and where it failed. */
export function TestRow(props: TestRowProps) {
  const { t } = useMessages();
  const { test, flow, results, isRunning, mayEdit, onRun, onEdit, onRemove, onShow } = props;
  const { name } = test;
  return (
    <li>
      <p>
        <strong dir="auto">{name}</strong>
      </p>
      <div className="world-row">
        <Button disabled={isRunning} aria-label={t('simulator.tests.runOne', { name })} onClick={onRun}>
          {t('simulator.tests.run')}
        </Button>
        <Button aria-label={t('simulator.tests.editOne', { name })} onClick={onEdit}>
          {t('simulator.tests.edit')}
        </Button>
        {mayEdit && (
          <SureButton
            text={t('simulator.tests.delete')}
            label={t('simulator.tests.deleteOne', { name })}
            sure={t('simulator.tests.deleteSure')}
            cancel={t('simulator.tests.cancel')}
            onSure={onRemove}
          />
        )}
      </div>
      <ul className="tests-runs">
        {results.map((result) => (
          <Run
            key={`${result.channel} ${result.language}`}
            result={result}
            test={test}
            flow={flow}
            onShow={onShow}
          />
        ))}
      </ul>
    </li>
  );
}

function Run(props: { result: TestResult; test: FlowTest; flow: string; onShow: (node: string) => void }) {
  const { t, nameOf } = useMessages();
  const { result, test, flow, onShow } = props;
  const { channel, language, ok } = result;
  const lamp = useLamp();
  const failed = useToldFailure()(result, test);
  const variant = `${t(`channel.${channel}`)}, ${nameOf(language)}`;
  const watch = () => {
    const told = failed && [
      failed.step,
      `${t('simulator.tests.expected')}: ${failed.expected}`,
      `${t('simulator.tests.found')}: ${failed.found}`,
    ];
    const lights = lightsOfTest(result, told?.join('\n') ?? '', flow);
    lamp.light(lights);
    if (lights.failed) onShow(lights.failed.node);
  };
  return (
    <li data-ok={ok}>
      <p className="small">
        <b>{t(ok ? 'simulator.tests.passed' : 'simulator.tests.failed')}</b> {variant}{' '}
        <button
          type="button"
          className="simulator-link"
          aria-label={t('simulator.tests.watch', { name: `${test.name}, ${variant}` })}
          onClick={watch}
        >
          {t('simulator.tests.toCanvas')}
        </button>
      </p>
      {failed && (
        <dl className="small">
          <dt>{failed.step}</dt>
          <dd>
            {t('simulator.tests.expected')}: <bdi>{failed.expected}</bdi>
          </dd>
          <dd>
            {t('simulator.tests.found')}: <bdi>{failed.found}</bdi>
          </dd>
        </dl>
      )}
    </li>
  );
}
