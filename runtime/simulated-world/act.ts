import {
  CHANNEL_TRAITS,
  type ChannelKind,
  type Choice,
  dueAt,
  type Failure,
  type Happening,
  type Input,
  type Listening,
  type Value,
} from '../engine/index.ts';
import { happened } from './happened.ts';
import { type Refusal, refusal, type RefusalCode } from './refusal.ts';
import { changedSetting, type Setting } from './setting.ts';
import type { SimulatedWorld, Source } from './simulated-world.ts';

/** Times that may come in one stretch of time: more is a flow that goes round and round. */
const MOST_COMES = 1000;

/** What somebody outside the flow does. */
export type Act =
  | {
      type: 'opens';
      channel: ChannelKind;
      from?: string;
      to?: string;
      text?: string;
      inputs?: { [name: string]: Value };
    }
  | { type: 'gives'; input: Input }
  /** Takes an option in the way of the channel: its button, its key, its word. */
  | { type: 'chooses'; option: string }
  /** Gives no answer until the channel or the node has had enough. */
  | { type: 'staysSilent' }
  | { type: 'timePasses'; ms: number }
  /** What is awaited comes back as the setting says, whatever time that takes. */
  | { type: 'settles' }
  /** What is awaited comes back now, with this. */
  | { type: 'answers'; outcome: { result: { [name: string]: Value } } | { failure: Failure } }
  | { type: 'leaves' }
  | { type: 'changes'; setting: Setting };

/** The world after an act, or why it cannot be done in this one. */
export type Acted = { ok: true; world: SimulatedWorld } | { ok: false; why: Refusal };

const done = (world: SimulatedWorld): Acted => ({ ok: true, world });
const cannot = (code: RefusalCode, about?: string): Acted => ({ ok: false, why: refusal(code, about) });

/** Does one thing in a world. Pure: the world given is not touched, so it can be gone back to. */
export function act(source: Source, world: SimulatedWorld, what: Act): Acted {
  if (what.type === 'changes')
    return done({ ...world, setting: changedSetting(world.setting, what.setting) });
  if (what.type === 'opens') return opened(source, world, what);
  const { snapshot } = world;
  if (!snapshot) return cannot('nobody');
  if (what.type === 'settles') return settled(source, world);
  if (what.type === 'timePasses') return passed(source, world, world.at + what.ms);
  if (snapshot.ended) return cannot('over', snapshot.ended.reason);
  switch (what.type) {
    case 'gives':
      return gives(source, world, what.input);
    case 'chooses': {
      const choice = world.listening?.choices?.find(({ id }) => id === what.option);
      if (!choice) return cannot('notOffered', what.option);
      return gives(source, world, inputOf(choice, world.listening, snapshot.channel));
    }
    case 'staysSilent':
      return staysSilent(source, world);
    case 'answers':
      return answers(source, world, what.outcome);
    case 'leaves':
      return done(happened(source, world, { type: 'interaction.left' }));
  }
}

function opened(source: Source, world: SimulatedWorld, what: Extract<Act, { type: 'opens' }>): Acted {
  if (world.snapshot) return cannot('openAlready');
  const { type: _type, ...about } = what;
  if (!source.machine(world.flow, world.version)) return cannot('noFlow', world.flow);
  const { customer } = world;
  return done(happened(source, world, { type: 'contact.opened', contact: 'simulated', customer, ...about }));
}

function gives(source: Source, world: SimulatedWorld, input: Input): Acted {
  const { channel } = world.snapshot!;
  const spoken = CHANNEL_TRAITS[channel].spoken;
  if (input.kind === 'dtmf' && !spoken) return cannot('noKeys', channel);
  if (input.kind === 'choice' && !CHANNEL_TRAITS[channel].buttons) return cannot('noButtons', channel);
  return done(happened(source, world, { type: 'input.received', input }));
}

/** An option as a customer of the channel takes it. */
function inputOf(choice: Choice, listening: Listening | null, channel: ChannelKind): Input {
  const { spoken, buttons } = CHANNEL_TRAITS[channel];
  if (buttons) return { kind: 'choice', value: choice.id };
  if (!spoken) return { kind: 'text', value: choice.label };
  if (choice.key !== undefined && listening?.dtmf === true) return { kind: 'dtmf', value: choice.key };
  return { kind: 'speech', value: choice.words?.[0] ?? choice.label };
}

function staysSilent(source: Source, world: SimulatedWorld): Acted {
  const { timesInput } = CHANNEL_TRAITS[world.snapshot!.channel];
  if (timesInput && world.listening && world.waitingFor.includes('input.timedOut')) {
    const at = world.at + world.listening.timeoutSeconds * 1000;
    return done(happened(source, { ...world, at }, { type: 'input.timedOut' }));
  }
  const due = dueAt(world.snapshot!);
  if (due === undefined) return cannot('untimed');
  return passed(source, world, due);
}

function answers(
  source: Source,
  world: SimulatedWorld,
  outcome: Extract<Act, { type: 'answers' }>['outcome'],
): Acted {
  if (!world.awaited) return cannot('notAwaited');
  const effect = world.awaited.effect.id;
  const happening: Happening =
    'result' in outcome
      ? { type: 'effect.succeeded', effect, result: outcome.result }
      : { type: 'effect.failed', effect, failure: outcome.failure };
  return done(happened(source, world, happening));
}

/** Lets time pass until nothing is on its way any more. */
function settled(source: Source, world: SimulatedWorld): Acted {
  let now = world;
  for (let came = 0; now.awaited?.comes; came += 1) {
    if (came > MOST_COMES) return cannot('endlessAnswers');
    const acted = passed(source, now, now.awaited.comes.at);
    if (!acted.ok) return acted;
    now = acted.world;
  }
  return done(now);
}

/** Lets time pass; what comes back and timers that are due meanwhile happen in their order. */
function passed(source: Source, world: SimulatedWorld, until: number): Acted {
  let now = world;
  for (let came = 0; ; came += 1) {
    const next = nextOf(now);
    if (!next || next.at > until) return done({ ...now, at: Math.max(now.at, until) });
    if (came > MOST_COMES) return cannot('endlessTimers');
    now = happened(source, { ...now, at: Math.max(now.at, next.at) }, next.happening);
  }
}

function nextOf({ snapshot, awaited }: SimulatedWorld): { at: number; happening: Happening } | undefined {
  if (!snapshot || snapshot.ended) return undefined;
  const timer = snapshot.frames.at(-1)?.context.timer;
  const comes = awaited?.comes ?? undefined;
  if (!timer || (comes && comes.at <= timer.due)) return comes;
  return { at: timer.due, happening: { type: 'timer.fired', timer: timer.token } };
}
