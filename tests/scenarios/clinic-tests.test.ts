import { describe, expect, test } from 'vitest';
import { registry } from '../../nodes/index.ts';
import calendarFile from '../../runtime/demo/clinic-calendar.json';
import clinic from '../../runtime/demo/clinic.flow.json';
import testsFile from '../../runtime/demo/clinic.tests.json';
import { calendarSchema, compile, readFlow, toMachine } from '../../runtime/engine/index.ts';
import {
  coverageOf,
  flowTestsSchema,
  runTest,
  type TestResult,
  toldFailure,
  variantsOf,
} from '../../runtime/flow-tests/index.ts';
import type { Source } from '../../runtime/simulated-world/index.ts';

const tests = flowTestsSchema.parse(testsFile);
const calendar = calendarSchema.parse(calendarFile);

function sourceOfDemo(): Source {
  const compiled = compile(clinic, registry);
  const read = readFlow(clinic);
  if (!compiled.ok || !read.ok) throw new Error('the demo does not compile');
  const machine = toMachine(compiled.machine, 1);
  return {
    machine: (flow) => (flow === clinic.id ? machine : undefined),
    drawing: (flow) => (flow === clinic.id ? read.flow : undefined),
    calendar: (id) => (id === calendar.id ? calendar : undefined),
  };
}

const source = sourceOfDemo();
const runs = tests.flatMap((one) => variantsOf(one).map((variant) => ({ one, variant })));
const results: TestResult[] = runs.map(({ one, variant }) => runTest(source, clinic.id, one, variant));

describe('the tests that come with the clinic', () => {
  test.each(
    results.map((result) => [`${result.test} (${result.channel}, ${result.language})`, result] as const),
  )('%s', (_name, result) => {
    const one = tests.find(({ id }) => id === result.test);
    expect(toldFailure(result, one)).toEqual([]);
    expect(result.ok).toBe(true);
  });

  const missed = (only: Partial<Pick<TestResult, 'channel' | 'language'>>): string[] => {
    const read = readFlow(clinic);
    if (!read.ok) throw new Error('the demo is no flow document');
    const some = results.filter((result) =>
      Object.entries(only).every(([name, value]) => result[name as 'channel'] === value),
    );
    return coverageOf(read.flow, registry, some).exits.missed;
  };

  test('take every exit of every node and come through every node', () => {
    expect(missed({})).toEqual([]);
    const read = readFlow(clinic);
    expect(read.ok && coverageOf(read.flow, registry, results).nodes.missed).toEqual([]);
  });

  test.each([
    ['en', ['ask-language.turkish', 'speak-turkish.done']],
    ['tr', ['ask-language.english', 'speak-english.done']],
  ])('in %s but for the choice of the other language', (language, other) => {
    expect(missed({ language })).toEqual(other);
  });

  test.each(['voice', 'sms', 'whatsapp'] as const)('by %s', (channel) => {
    expect(missed({ channel })).toEqual([]);
  });

  test('by chat but for what takes a number to come from', () => {
    const withNumber = /^(same-number|use-number)\./;
    expect(missed({ channel: 'chat' }).filter((exit) => !withNumber.test(exit))).toEqual([
      'number-known.number',
    ]);
  });
});
