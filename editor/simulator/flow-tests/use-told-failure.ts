import type { FlowTest, FlowTestStep, TestResult } from '../../../runtime/flow-tests/index.ts';
import { useMessages } from '../../messages/index.tsx';
import { useToldRefusal } from '../use-told-refusal.ts';
import { aboutStep } from './step-told.ts';

/** Kinds of step, and the coming of the customer before the first. */
type StepName = keyof FlowTestStep | 'opens';

/** Why a run failed, for people. */
export interface ToldFailure {
  step: string;
  expected: string;
  found: string;
}

/** Says in the language of the interface why a run failed; undefined where it did not. */
export function useToldFailure(): (result: TestResult, test: FlowTest) => ToldFailure | undefined {
  const { t, number } = useMessages();
  const toldRefusal = useToldRefusal();
  return ({ steps, language }, test) => {
    const failed = steps.find(({ ok }) => !ok);
    if (!failed) return undefined;
    const { step, kind, expected = '', actual = '', found, refusal } = failed;
    const what = t(`simulator.tests.step.${kind as StepName}`, {
      what: aboutStep(test.steps[step], language),
    });
    return {
      step: t('simulator.tests.step', { step: number(step + 1), what }),
      // What cannot be done was to be done: that is all there is to expect.
      expected: refusal ? what : expected,
      found: refusal
        ? toldRefusal(refusal)
        : found
          ? t(`simulator.found.${found.code}`, { about: found.about })
          : actual,
    };
  };
}
