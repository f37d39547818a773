import { nodeTypes } from '../../../nodes/index.ts';
import {
  type Calendar,
  type CalendarReading,
  calendarSchema,
  type AnyNodeType,
  type ChannelKind,
  type Example,
  type FlowDefinition,
  INTERFACE_LANGUAGES,
  type TranscriptLine,
  type Value,
} from '../../../runtime/engine/index.ts';
import type { Act } from '../../../runtime/simulated-world/index.ts';
import { variablesOf } from '../../kit/called-flow.ts';
import { flowOf, node } from '../../kit/flow-builder.ts';
import { returnsIn } from '../../kit/play.ts';
import { exitsOf, JUDGED } from '../node-type/subject.ts';
import { gives, type Transcript } from './transcript.ts';

const MONDAY = Date.parse('2026-03-02T09:00:00Z');
const always = [{ from: '00:00', to: '24:00' }];

/** An example of a node type as it is played everywhere. */
export interface Shown {
  type: string;
  transcript: Transcript;
}

/**
 * The examples of all node types that a kind of channel can play: each in a flow of its own, among real flows and calendars.
 * Left out are those in which somebody never answers (a carrier, a service), or a calendar changes its mind: what a real
 * one says then is a matter of its clock.
 */
export const nodeTypesOn = (kind: ChannelKind): Shown[] =>
  nodeTypes.flatMap((type) =>
    type.examples.flatMap((example, index) => {
      if (!isFor(type, example, kind) || isOutOfReach(type, example)) return [];
      const id = `${type.type}-${index}`;
      const acts = actsOf(type, example, kind);
      if (!acts) return [];
      return [
        {
          type: type.type,
          transcript: { ...worldOf(type, example, id, kind), name: `${type.type}: ${example.name}`, acts },
        },
      ];
    }),
  );

/** Exits of a type that its examples show on this kind of channel. */
export const exitsShown = (type: AnyNodeType, kind: ChannelKind): string[] => [
  ...new Set(
    type.examples
      .filter((example) => isFor(type, example, kind))
      .flatMap(({ transcript }) => transcript.flatMap((line) => ('takes' in line ? [line.takes] : []))),
  ),
];

const isFor = (type: AnyNodeType, example: Example, kind: ChannelKind): boolean =>
  (example.channels ?? (type.channels === 'any' ? [kind] : type.channels)).includes(kind);

/**
 * Our sandbox always answers, and so does the carrier of the tests: others may stay silent. A channel that hands its words
 * over with its answer has delivered them by that: they cannot get lost. And what is secret is masked in the log.
 */
function isOutOfReach({ type }: AnyNodeType, { transcript, config }: Example): boolean {
  const waits = transcript.some((line) => 'waits' in line);
  const failed = transcript.some((line) => 'effect' in line && line.effect === 'failed');
  if (config['sensitive'] === true) return true;
  return (waits && ['code', 'transfer'].includes(type)) || (type === 'message' && (waits || failed));
}

function worldOf(
  type: AnyNodeType,
  example: Example,
  id: string,
  kind: ChannelKind,
): Omit<Transcript, 'name' | 'acts'> {
  const { flow: other } = example.config;
  const called = typeof other === 'string' ? other : '';
  const config = {
    ...answering(example),
    ...(called === '' ? {} : { flow: `${id}-called` }),
  };
  const exits = exitsOf(type, example);
  const leads = exits.map((exit) => [exit.id, exit.bounded ? JUDGED : 'last'] as const);
  const flow = flowOf(
    {
      [JUDGED]: node(type.type, config, Object.fromEntries(leads), example.version ?? type.version),
      ...(exits.length > 0 ? { last: node('end', { reason: 'done' }) } : {}),
    },
    {
      id,
      channels: [kind],
      languages: [...INTERFACE_LANGUAGES],
      variables: variablesOf(example.variables ?? {}),
    },
  );
  const versions = Number(example.config['version'] ?? 1);
  const calling = called === '' ? [] : Array.from({ length: versions }, () => calledFlow(id, kind, example));
  return {
    flows: [flow, ...calling],
    calendars: calendarsOf(example.transcript),
    hosts: hostsIn(JSON.stringify(config)),
    at: MONDAY,
    seed: 1,
    customer: { language: 'en' },
    numbered: true,
  };
}

/** A flow that is called: whoever chooses the n-th option makes it end as the n-th line says that it returns. */
function calledFlow(id: string, kind: ChannelKind, { config, transcript }: Example): FlowDefinition {
  // It may also end as the caller has drawn it, though nobody chooses that here.
  const drawn = ((config['outcomes'] ?? []) as string[]).map((outcome) => ({ outcome, outputs: {} }));
  const returns = [...returnsIn(transcript), ...drawn];
  const options = returns.map((_one, index) => ({
    id: `way-${index}`,
    label: { en: `Way ${index}` },
    key: String(index + 1),
  }));
  const ways = returns.flatMap(({ outcome, outputs }, index) => {
    const set = Object.entries(outputs).map(([variable, value]) => ({ variable, to: { value } }));
    const ends = [`end-${index}`, node('end', { reason: 'completed', outcome })] as const;
    if (set.length === 0) return [ends];
    return [[`set-${index}`, node('set-variables', { set }, { done: `end-${index}` })] as const, ends];
  });
  const begins = (index: number): string => (ways.some(([way]) => way === `set-${index}`) ? 'set' : 'end');
  const nodes =
    returns.length === 0
      ? { start: node('message', { text: { en: 'Over here.' } }, { done: 'last' }) }
      : {
          start: node(
            'menu',
            { prompt: { en: 'Which way?' }, options },
            {
              ...Object.fromEntries(
                options.map(({ id: option }, index) => [option, `${begins(index)}-${index}`]),
              ),
              noInput: 'last',
              noMatch: 'last',
            },
          ),
        };
  const outputs = returns.reduce<{ [name: string]: Value }>((all, one) => ({ ...all, ...one.outputs }), {});
  const inputs = Object.keys((config['inputs'] ?? {}) as object).map((name) => ({
    name,
    type: 'text' as const,
    input: true,
  }));
  return flowOf(
    { ...nodes, ...Object.fromEntries(ways), last: node('end', { reason: 'completed' }) },
    { id: `${id}-called`, channels: [kind], variables: [...inputs, ...variablesOf(outputs)] },
  );
}

/** What is done in an example; undefined where it cannot be done for real. */
function actsOf(type: AnyNodeType, { transcript }: Example, kind: ChannelKind): Act[] | undefined {
  let returned = 0;
  const acts: Act[] = [];
  const begun = transcript.findIndex((line) => !('calendar' in line));
  for (const [index, line] of transcript.entries()) {
    if ('calendar' in line && index > begun) return undefined;
    // Where there are no keys it is written.
    if ('presses' in line) acts.push(gives(kind === 'voice' ? 'dtmf' : 'text', line.presses));
    else if ('says' in line) acts.push(gives(kind === 'voice' ? 'speech' : 'text', line.says));
    else if ('chooses' in line) acts.push({ type: 'chooses', option: line.chooses });
    else if ('silent' in line) acts.push({ type: 'staysSilent' });
    else if ('waits' in line) acts.push({ type: 'timePasses', ms: line.waits * 1000 });
    else if ('leaves' in line) acts.push({ type: 'leaves' });
    else if ('returns' in line) acts.push({ type: 'chooses', option: `way-${returned++}` });
    else if ('effect' in line && type.type !== 'message') acts.push(answerTo(type, line));
  }
  return acts;
}

/** What comes back from outside, in the words in which the real one tells it. */
function answerTo(type: AnyNodeType, line: Extract<TranscriptLine, { effect: string }>): Act {
  const result = (line.result ?? {}) as { [name: string]: Value };
  const failed = line.effect === 'failed';
  const failure = (code: string, message: string): Act => ({
    type: 'answers',
    outcome: { failure: { kind: code.startsWith('script') ? 'refused' : 'unavailable', code, message } },
  });
  switch (type.type) {
    case 'code':
      return failed
        ? failure('script.error', 'line 1: no')
        : { type: 'answers', outcome: { result: { output: result['output'] ?? null } } };
    case 'transfer':
      return {
        type: 'answers',
        outcome: { result: { status: failed ? 'failed' : (result['status'] ?? ''), seconds: 0 } },
      };
    default: {
      if (failed) return failure('http.unreachable', 'Nobody is there. (ECONNREFUSED)');
      const { status = 200, body = null } = result;
      return {
        type: 'answers',
        outcome: { result: { status, ok: Number(status) < 300, body, headers: {} } },
      };
    }
  }
}

/** The config without its stand-in, for somebody answers, and without the credential, for nobody asks for it; code gives what the transcript says for real. */
function answering({
  config: { mock: _mock, credential: _credential, ...config },
  transcript,
}: Example): Record<string, unknown> {
  if (!('source' in config)) return config;
  const line = transcript.find((one) => 'effect' in one);
  const output = (line?.result as { output?: unknown } | undefined)?.output ?? null;
  return {
    ...config,
    source: line?.effect === 'failed' ? "throw new Error('no');" : `return ${JSON.stringify(output)};`,
  };
}

/** Calendars that say for real what an example has them say. */
function calendarsOf(transcript: readonly TranscriptLine[]): Calendar[] {
  const said = transcript.flatMap((line) => ('calendar' in line ? Object.entries(line.calendar) : []));
  return said.map(([id, status]) => calendarSaying(id, status));
}

function calendarSaying(id: string, status: CalendarReading['status']): Calendar {
  const hours = status === 'closed' ? [] : always;
  return calendarSchema.parse({
    id,
    name: id,
    zone: 'UTC',
    weekly: { mon: hours, tue: always, wed: always, thu: always, fri: always, sat: always, sun: always },
    holidays: status === 'holiday' ? [{ name: 'A day off', from: '2026-03-02' }] : [],
    emergency: { on: status === 'emergency' },
  });
}

const hostsIn = (text: string): string[] => [
  ...new Set([...text.matchAll(/https?:\/\/([a-z0-9.-]+)/g)].map(([, host]) => host!)),
];
