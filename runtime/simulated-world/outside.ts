import {
  type Effect,
  type EffectMap,
  type Happening,
  mocked,
  mockSchema,
  nodeOf,
  type Snapshot,
} from '../engine/index.ts';
import type { SimulatedWorld, Source } from './simulated-world.ts';

/** What an effect does in a world without anybody in it. */
export interface Done {
  customer?: SimulatedWorld['customer'];
  listening?: SimulatedWorld['listening'];
  /** How it comes back, and after how long. */
  comes?: { afterMs: number; happening: Happening };
  /** Nobody stands in: whoever plays has it made. */
  isReal?: true;
}

type Frame = Snapshot['frames'][number];

/** The outside of a simulation: an entry per kind of effect, so that a new kind does not compile until it can be simulated. */
const outside = (source: Source, world: SimulatedWorld, frame: Frame | undefined): EffectMap<Done> => ({
  'channel.prompt': ({ id }) => comesBack(0, id, { state: 'sent' }),
  'channel.collect': ({ type: _type, id: _id, language: _language, ...listening }) => ({ listening }),
  'channel.dial': ({ id }) => {
    const answer = standIn(world, frame, world.setting.transfers);
    return answer ? comesBack(answer.afterSeconds * 1000, id, { status: answer.status }) : {};
  },
  'channel.end': () => ({}),
  'http.request': (effect) => {
    if (isReal(world, frame)) return { isReal: true };
    const answer = standIn(world, frame, world.setting.http) ?? mockOfNode(source, frame);
    return answer ? { comes: mocked(effect, answer) } : {};
  },
  'script.run': ({ id }) => {
    const answer = standIn(world, frame, world.setting.code);
    if (!answer) return {};
    if ('returns' in answer) return comesBack(0, id, { output: answer.returns });
    const failure = { kind: 'refused' as const, code: answer.fails };
    return { comes: { afterMs: 0, happening: { type: 'effect.failed', effect: id, failure } } };
  },
  'customer.update': ({ language, attributes }) => ({
    customer: {
      ...world.customer,
      ...(language === undefined ? {} : { language }),
      ...(attributes ? { attributes: { ...world.customer.attributes, ...attributes } } : {}),
    },
  }),
  'contact.note': () => ({}),
});

/** What one effect does, given where the contact is after the step that asked for it. */
export const carriedOut = (
  source: Source,
  world: SimulatedWorld,
  frame: Frame | undefined,
  effect: Effect,
): Done => (outside(source, world, frame)[effect.type] as (one: Effect) => Done)(effect);

/** Names under which a node's stand-ins are found: within its flow, or with it. */
const namesOf = ({ flow, state }: Frame): string[] => [`${flow}.${nodeOf(state)}`, nodeOf(state)];

function standIn<Answer>(
  { answered }: SimulatedWorld,
  frame: Frame | undefined,
  answers: { [node: string]: Answer | Answer[] } | undefined = {},
): Answer | undefined {
  if (!frame) return undefined;
  const name = namesOf(frame).find((one) => Object.hasOwn(answers, one));
  const given = name === undefined ? undefined : answers[name];
  if (!Array.isArray(given)) return given;
  return given[Math.min(answered[nodeOf(frame.state)] ?? 0, given.length - 1)];
}

const isReal = ({ setting: { real = {} } }: SimulatedWorld, frame: Frame | undefined): boolean =>
  frame !== undefined && namesOf(frame).some((name) => real[name] === true);

/** The stand-in a node brings itself. */
function mockOfNode(source: Source, frame: Frame | undefined) {
  const drawing = frame && source.drawing(frame.flow, frame.version);
  const config = frame && drawing?.nodes[nodeOf(frame.state)]?.config;
  return mockSchema.safeParse(config?.['mock']).data;
}

const comesBack = (
  afterMs: number,
  effect: string,
  result: Extract<Happening, { type: 'effect.succeeded' }>['result'],
): Done => ({ comes: { afterMs, happening: { type: 'effect.succeeded', effect, result } } });
