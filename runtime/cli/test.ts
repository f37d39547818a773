import { existsSync } from 'node:fs';
import { registry } from '../../nodes/index.ts';
import calendar from '../demo/clinic-calendar.json';
import clinic from '../demo/clinic.flow.json';
import clinicTests from '../demo/clinic.tests.json';
import { calendarSchema, CHANNEL_KINDS, channelKindSchema } from '../engine/index.ts';
import { coverageOf, type FlowTest, flowTestsSchema, toldTest } from '../flow-tests/index.ts';
import { runTests, verdictOf } from '../flows/testing.ts';
import type { Source } from '../simulated-world/index.ts';
import { type Api, apiDetails, apiOf, apiOptions, readAs, refusalOf } from './api/api.ts';
import { type Ran, ranSchema } from './api/api-shapes.ts';
import { flowInFile } from './api/drafts.ts';
import { sourceOfFiles } from './files/file-source.ts';
import { calendarsIn, flowFilesOf } from './files/flow-folder.ts';
import { flowsNamed } from './api/stored-flows.ts';
import { testsBeside } from './files/test-files.ts';
import { defineVerb, type Given, Misuse, Refusal } from './verb/verb.ts';

export default defineVerb({
  summary: 'run the tests of flows: nobody is called, and nothing is stored',
  synopsis:
    '[--demo] [FLOW | FILE | FOLDER...] [--flow FLOW] [--test NAME] [--channel KIND] [--language TAG] [--told] [--url URL] [--token TOKEN] [--json]',
  details: `
Plays each test on each of its channels and in each of its languages, and says what failed: the step, what was expected and
what was found. A FLOW is tested as its draft is, in the Patchbay that runs; without any, every flow is. Files and folders
that "export" wrote are tested by themselves, with the tests and calendars that lie beside them and the flows named with them.

  --flow FLOW     of what is found, this flow alone
  --test NAME     the test of this id or name alone
  --channel KIND  on this channel alone: voice, chat, sms, ...
  --language TAG  in this language alone: en, tr, ...
  --told          write every test down in words, besides running it
  --demo          the demo's flow with the tests it comes with; no Patchbay has to run
${apiDetails}
  --json          every result, and what was covered, by flow

The last line reads "N passed, N failed". Exit code: 1 when a test fails, or when nothing is left to run.`,
  options: {
    ...apiOptions,
    demo: { type: 'boolean' },
    told: { type: 'boolean' },
    flow: { type: 'string' },
    test: { type: 'string' },
    channel: { type: 'string' },
    language: { type: 'string' },
  },
  words: [0, Infinity],
  async run(given) {
    const { words, json } = given;
    if (given.has('demo') && words.length > 0) throw new Misuse('--demo tests the demo and nothing else');
    const only = narrowed(given);
    const onDisk = words.filter((word) => existsSync(word));
    const named = words.filter((word) => !onDisk.includes(word));
    const ran = new Map<string, Tested>();
    if (given.has('demo') && only.has(clinic.id)) ran.set(clinic.id, await demo(only));
    if (onDisk.length > 0) for (const [flow, result] of await filesRan(onDisk, only)) ran.set(flow, result);
    if (named.length > 0 || (words.length === 0 && !given.has('demo'))) {
      const api = await apiOf(given);
      for (const { id } of await flowsNamed(api, named))
        if (only.has(id)) ran.set(id, await ranThere(api, id, only));
    }
    const all = [...ran.values()];
    const [passed, failed] = [sum(all, 'passed'), sum(all, 'failed')];
    if (only.isNarrow && passed + failed === 0)
      throw new Refusal(
        'cli.nothing-to-run',
        'No test is left to run: check --flow, --test, --channel and --language; --told without them lists the tests there are.',
      );
    const shown = [...ran].map(([flow, { tests: _tests, ...rest }]) => [flow, rest] as const);
    if (json)
      process.stdout.write(
        `${JSON.stringify({ ok: failed === 0, passed, failed, flows: Object.fromEntries(shown) })}\n`,
      );
    else {
      for (const [flow, result] of ran) {
        if (given.has('told'))
          for (const test of result.tests) process.stdout.write(`${toldTest(test).join('\n')}\n\n`);
        tell(flow, result);
      }
      process.stdout.write(`${passed} passed, ${failed} failed\n`);
    }
    return failed === 0 ? 0 : 1;
  },
});

/** How the tests of a flow went, and the tests themselves. */
type Tested = Ran & { tests: readonly FlowTest[] };

/** What is left of the tests: of which flow, which of them, where and in which language. */
interface Only {
  /** Anything was left out. */
  isNarrow: boolean;
  has: (flow: string) => boolean;
  /** Those of a flow's tests that are wanted. */
  of: (tests: readonly FlowTest[]) => FlowTest[];
  variants: { channels?: string[]; languages?: string[] };
}

function narrowed({ text }: Given): Only {
  const [flow, test, channel, language] = [text('flow'), text('test'), text('channel'), text('language')];
  if (channel !== undefined && !channelKindSchema.safeParse(channel).success)
    throw new Misuse(`there is no channel "${channel}"; there are ${CHANNEL_KINDS.join(', ')}`);
  return {
    isNarrow: [flow, test, channel, language].some((one) => one !== undefined),
    has: (id) => flow === undefined || flow === id,
    of: (tests) => tests.filter(({ id, name }) => test === undefined || test === id || test === name),
    variants: {
      ...(channel === undefined ? {} : { channels: [channel] }),
      ...(language === undefined ? {} : { languages: [language] }),
    },
  };
}

const NOTHING_RAN: Ran = {
  passed: 0,
  failed: 0,
  results: [],
  coverage: { exits: { covered: [], missed: [] } },
};

const sum = (all: readonly Ran[], what: 'passed' | 'failed'): number =>
  all.reduce((total, one) => total + one[what], 0);

function tell(flow: string, { passed, failed, results, coverage: { exits } }: Ran): void {
  for (const { test, channel, language, ok, told } of results)
    if (!ok) process.stderr.write(`${flow}: ${test} (${channel}, ${language}): ${told.join('\n  ')}\n`);
  const drawn = exits.covered.length + exits.missed.length;
  if (results.length > 0)
    process.stdout.write(
      `${flow}: ${passed} passed, ${failed} failed; ${exits.covered.length} of ${drawn} exits taken.\n`,
    );
}

async function ranThere(api: Api, flow: string, only: Only): Promise<Tested> {
  const path = `/flows/${encodeURIComponent(flow)}/tests`;
  const tests = only.of(await api.read(flowTestsSchema, path));
  // Without tests there is nothing to run, and a draft that does not compile yet is nobody's failure.
  if (tests.length === 0) return { ...NOTHING_RAN, tests };
  const answer = await api.ask('POST', `${path}/run`, {
    ...only.variants,
    tests: tests.map(({ id }) => id),
  });
  if (answer.status !== 200) throw refusalOf(`${api.url} (${flow})`, answer);
  return { ...readAs(ranSchema, answer, api.url), tests };
}

async function filesRan(words: readonly string[], only: Only): Promise<[flow: string, ran: Tested][]> {
  const flows = flowFilesOf(words).map(flowInFile);
  const calendars = [...new Set(flows.map(({ folder }) => folder))].flatMap((folder) => calendarsIn(folder));
  const source = sourceOfFiles(flows, calendars);
  const ran: [string, Tested][] = [];
  for (const { id, file } of flows)
    if (only.has(id)) ran.push([id, await ranHere(source, id, testsBeside(file) ?? [], only)]);
  return ran;
}

const demo = (only: Only): Promise<Tested> =>
  ranHere(
    sourceOfFiles([{ file: 'clinic.flow.json', document: clinic }], [calendarSchema.parse(calendar)]),
    clinic.id,
    flowTestsSchema.parse(clinicTests),
    only,
  );

async function ranHere(source: Source, flow: string, all: readonly FlowTest[], only: Only): Promise<Tested> {
  const tests = only.of(all);
  const results = await runTests(source, flow, tests, only.variants);
  const { passed, failed } = verdictOf(results, tests);
  const coverage = coverageOf(source.drawing(flow)!, registry, results);
  const told = results.map((result) => ({ ...result, told: verdictOf([result], tests).red[0]?.told ?? [] }));
  return {
    passed,
    failed,
    results: told.map(({ story: _story, ways: _ways, ...rest }) => rest),
    coverage,
    tests,
  };
}
