import {
  type AnyNodeType,
  type ChannelKind,
  compile,
  type Example,
  toMachine,
} from '../../../runtime/engine/index.ts';
import { calledFlow } from '../../kit/called-flow.ts';
import { play, returnsIn } from '../../kit/play.ts';
import { scenario } from '../../kit/scenario.ts';
import type { Setting } from '../../kit/scenario-world.ts';
import { channelsOf, configOf, exitsOf, flowAround, JUDGED, type Clause, registryWith } from './subject.ts';

/** Silences in a row after which a node should long have given up. */
const SILENCES = 50;
const ENDINGS = ['takes', 'ends', 'goesTo'];

/** The examples: they parse, compile and play, and together show the whole node type. */
export const EXAMPLES: Record<string, Clause> = {
  'has examples that parse': ({ type }) =>
    type.examples.length === 0
      ? ['there is no example']
      : type.examples.flatMap((example) => attempt(example, () => configOf(type, example))),

  'compiles on every declared channel': ({ type }) =>
    onEachChannel(type, (example, channel) => {
      const surroundings = { calendarExists: () => true };
      const compiled = compile(flowAround(type, example, [channel]), registryWith(type), surroundings);
      if (compiled.ok) toMachine(compiled.machine, 1);
      const errors = compiled.issues.filter((issue) => issue.severity === 'error');
      if (errors.length > 0) throw new Error(JSON.stringify(errors));
    }),

  'plays its examples': ({ type }) =>
    type.examples.flatMap((example) =>
      attempt(example, () => {
        const { channel, transcript } = example;
        if (!ENDINGS.some((ending) => ending in (transcript.at(-1) ?? {})))
          throw new Error('The transcript does not tell how it ends.');
        const flow = flowAround(type, example, channelsOf(type, example));
        play(scenario(flow, settingOf(type, example)), JUDGED, transcript, channel);
      }),
    ),

  'comes to an end in silence on every declared channel': ({ type }) =>
    onEachChannel(type, (example, channel) => {
      // A called flow times its own silence.
      if (returnsIn(example.transcript).length > 0 || 'goesTo' in example.transcript.at(-1)!) return;
      const contact = scenario(flowAround(type, example, [channel]), settingOf(type, example));
      contact.opens(channel);
      for (let silence = 0; silence < SILENCES && !contact.snapshot.ended; silence += 1)
        contact.staysSilent();
      contact.ends();
      if (contact.snapshot.ended?.reason === 'failed') contact.fail('The node failed.');
    }),

  'shows every exit': ({ type, files }) => {
    const taken = type.examples.flatMap((example) =>
      example.transcript.flatMap((line) => ('takes' in line ? line.takes : [])),
    );
    const exits = type.examples.flatMap((example) => exitsOf(type, example));
    const excused = /^not shown:.*$/im.exec(files['docs.md'] ?? '')?.[0] ?? '';
    return [...new Set(exits.filter((exit) => !exit.optional).map((exit) => exit.id))]
      .filter((id) => !taken.includes(id) && !excused.includes(`\`${id}\``))
      .map((id) => `no example takes the exit "${id}"`);
  },

  'refuses unknown fields by name': ({ type }) =>
    type.examples.slice(0, 1).flatMap((example) => {
      const flow = flowAround(type, example, ['chat'], { ...example.config, unheardOf: 1 });
      const { issues } = compile(flow, registryWith(type));
      const named = issues.some(
        ({ node, path }) => node === JUDGED && path?.join('.') === 'config.unheardOf',
      );
      return named ? [] : [`"unheardOf" is not refused: ${JSON.stringify(issues)}`];
    }),

  'shows every migration': ({ type }) => {
    const older = Array.from({ length: type.version - 1 }, (_, index) => index + 1);
    const steps = Object.keys(type.migrate ?? {}).map(Number);
    return [
      ...older
        .filter((version) => !steps.includes(version))
        .map((version) => `version ${version} cannot be read`),
      ...steps
        .filter((version) => !older.includes(version))
        .map((version) => `there never was a version ${version}`),
      ...older
        .filter((version) => !type.examples.some((example) => example.version === version))
        .map((version) => `no example is written by version ${version}`),
    ];
  },
};

function settingOf(type: AnyNodeType, { transcript }: Example): Setting {
  const calendars = transcript.flatMap((line) => ('calendar' in line ? [line.calendar] : []));
  return {
    registry: registryWith(type),
    calendars: Object.assign({}, ...calendars.toReversed()) as NonNullable<Setting['calendars']>,
    standIn: (flow) => calledFlow(flow, returnsIn(transcript)),
  };
}

function onEachChannel(type: AnyNodeType, judge: (example: Example, channel: ChannelKind) => void): string[] {
  return type.examples.flatMap((example) =>
    channelsOf(type, example).flatMap((channel) => attempt(example, () => judge(example, channel), channel)),
  );
}

function attempt(example: Example, work: () => unknown, channel?: string): string[] {
  try {
    work();
    return [];
  } catch (error) {
    return [`${example.name}${channel ? ` (${channel})` : ''}: ${(error as Error).message}`];
  }
}
