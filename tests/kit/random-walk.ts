import {
  type ChannelKind,
  type ContactEvent,
  type CustomerFacts,
  type Effect,
  type Happening,
  type Input,
  mocked,
  type Mock,
  type Snapshot,
  start,
  step,
  type Step,
  type World,
} from '../../runtime/engine/index.ts';
import { type Dice, INPUTS, oneOf } from './random-flow.ts';

/** One step of a walk as it is compared: everything the engine answered, without where it led. */
export type Walked = Pick<Step, 'effects' | 'trace' | 'status'> & { event: ContactEvent };

/** What a snapshot is between two events: itself, or what is left of it when it was written down and read. */
export type Between = (snapshot: Snapshot) => Snapshot;

/** A contact on its way through a flow, on the engine alone; whoever walks says when and what. */
export interface RandomWalk {
  readonly steps: Walked[];
  readonly snapshot: Snapshot;
  readonly ended: boolean;
  opens(at: number): void;
  gives(input: Input, at: number): void;
  leaves(at: number): void;
  /** Lets its timers fire that are due. */
  passes(at: number): void;
}

/** Chance of an event: from its time alone, so that it is the same wherever the event happens. */
export const seedAt = (at: number): number => Math.imul(at ^ (at >>> 13), 0x5bd1e995) & 0x7fffffff;

/** An answer of services beyond: from the address alone, and never one that is worth another try. */
export function answerAt(url: string): Mock {
  const sum = Buffer.from(url).reduce((all, byte) => (all * 31 + byte) % 997, 7);
  const status = [200, 200, 404, 422, 201][sum % 5]!;
  return { status, body: status < 300 ? { price: sum, currency: 'TRY' } : null };
}

export function randomWalk(
  world: World,
  about: { flow: string; contact: string; channel: ChannelKind; customer: CustomerFacts },
  between: Between = (snapshot) => snapshot,
): RandomWalk {
  const steps: Walked[] = [];
  let now: Snapshot | undefined;

  function happens(happening: Happening, at: number): void {
    const event: ContactEvent = { seq: steps.length + 1, at, seed: seedAt(at), ...happening };
    const done =
      event.type === 'contact.opened' ? start(world, event, about.flow) : step(world, between(now!), event);
    const { effects, trace, status } = done;
    now = done.snapshot;
    steps.push({ event, effects, trace, status });
    if (now.ended) return;
    const pending = now.frames.at(-1)?.context.pending;
    const awaited = effects.find(({ id }) => id === pending);
    const came = awaited && outside(awaited);
    if (came) happens(came, at);
  }

  return {
    steps,
    get snapshot() {
      return now!;
    },
    get ended() {
      return now?.ended !== undefined;
    },
    opens: (at) =>
      happens(
        {
          type: 'contact.opened',
          contact: about.contact,
          channel: about.channel,
          customer: about.customer,
        },
        at,
      ),
    gives: (input, at) => happens({ type: 'input.received', input }, at),
    leaves: (at) => happens({ type: 'interaction.left' }, at),
    passes(at) {
      for (let timer = timerOf(now); timer && timer.due <= at; timer = timerOf(now))
        happens({ type: 'timer.fired', timer: timer.token }, at);
    },
  };
}

const timerOf = (snapshot: Snapshot | undefined) =>
  snapshot?.ended ? undefined : snapshot?.frames.at(-1)?.context.timer;

/** What comes back at once; nothing from a carrier, for there is none. */
function outside(effect: Effect): Happening | undefined {
  switch (effect.type) {
    case 'channel.prompt':
      return { type: 'effect.succeeded', effect: effect.id, result: { state: 'sent' } };
    case 'http.request':
      return mocked(effect, answerAt(effect.url)).happening;
    case 'script.run':
      return {
        type: 'effect.failed',
        effect: effect.id,
        failure: { kind: 'refused', code: 'script.not-allowed', message: 'Code is turned off.' },
      };
    default:
      return undefined;
  }
}

/** What somebody gives: mostly something that is asked for, else anything; nothing when they leave. */
export function randomGiving(dice: Dice, effects: readonly Effect[]): Input | undefined {
  if (dice(40) === 0) return undefined;
  const asked = effects.findLast((effect) => effect.type === 'channel.collect');
  const choices = asked?.choices ?? [];
  if (choices.length > 0 && dice(3) > 0) return { kind: 'choice', value: oneOf(dice, choices).id };
  return oneOf(dice, GIVEN);
}

/** By HTTP nobody speaks. */
const GIVEN = INPUTS.filter(({ kind, value }) => kind !== 'speech' && (kind === 'text' || value !== ''));
