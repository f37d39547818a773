import type { FlowTest, FlowTestStep, Wording } from './flow-test.ts';
import { kindOf } from './run-step.ts';
import type { TestResult } from './run-test.ts';

/** A test as a person would write it down, a line a step. */
export function toldTest({ name, channels, languages, customer, start, steps }: FlowTest): string[] {
  const from = customer?.phone === undefined ? '' : `, from ${customer.phone}`;
  const when = start === undefined ? '' : `, at ${start}`;
  return [
    `${name} (${channels.join(', ')}; ${languages.join(', ')}${from}${when})`,
    ...steps.map((step) => `  ${toldStep(step)}`),
  ];
}

/** One step in words. */
export function toldStep(step: FlowTestStep): string {
  const kind = kindOf(step);
  const what: unknown = step[kind];
  switch (kind) {
    case 'hears':
    case 'says':
      return `${kind} ${quoted(what as Wording)}`;
    case 'hearsExactly':
      return `hears exactly ${quoted(what as Wording)}`;
    case 'staysSilent':
      return 'stays silent';
    case 'leaves':
      return 'leaves';
    case 'at':
      return `is at ${String(what)}`;
    case 'offers':
      return `is offered ${(what as string[]).join(', ')}`;
    case 'visited':
      return `has come through ${String(what)}`;
    case 'world':
      return `the world changes: ${JSON.stringify(what)}`;
    default:
      return `${kind} ${typeof what === 'string' ? what : JSON.stringify(what)}`;
  }
}

const quoted = (wording: Wording): string =>
  typeof wording === 'string'
    ? `“${wording}”`
    : Object.entries(wording)
        .map(([language, text]) => `“${text}” (${language})`)
        .join(' / ');

/** Why a run failed, for people: the step, what was expected and what was found. Empty when it passed. */
export function toldFailure({ steps }: Pick<TestResult, 'steps'>, test?: FlowTest): string[] {
  const failed = steps.find(({ ok }) => !ok);
  if (!failed) return [];
  const step = test?.steps[failed.step];
  const where = failed.node === undefined ? '' : `, at node "${failed.node}"`;
  return [
    `step ${failed.step + 1}: ${step ? toldStep(step) : failed.kind}${where}`,
    `  expected: ${failed.expected ?? ''}`,
    `  found:    ${(failed.actual ?? '').replaceAll('\n', '\n            ')}`,
  ];
}
