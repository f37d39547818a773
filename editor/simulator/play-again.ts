import { CHANNEL_TRAITS, type ChannelKind, type Input } from '../../runtime/engine/index.ts';
import type { SimulatedWorld, Source } from '../../runtime/simulated-world/index.ts';
import { byHand, type Deed, type DeedRefusal } from './deed.ts';
import { begunAnew, type Step, walked, type Walks, wayTo } from './walks.ts';

/** A walk that was played again, and the deed that could not be done any more. */
export interface PlayedAgain {
  walks: Walks;
  stopped?: { deed: Deed; why: DeedRefusal };
}

/**
 * Plays the way to where one is once more, as a branch of its own: from another beginning, on another channel, on another
 * drawing. An option that was taken is taken in the way of the new channel.
 */
export function playAgain(
  source: Source,
  walks: Walks,
  beginning: SimulatedWorld,
  channel?: ChannelKind,
): PlayedAgain {
  let again = begunAnew(walks, beginning);
  for (const index of wayTo(walks, walks.here)) {
    const { deed, parent } = walks.steps[index]!;
    if (!deed) continue;
    const before = walks.steps[parent!]!;
    const translated = channel === undefined ? deed : translate(deed, before, channel);
    const next = walked(source, again, translated);
    if (!next.ok) return { walks: again, stopped: { deed: translated, why: next.why } };
    again = next.walks;
  }
  return { walks: again };
}

function translate(done: Deed, { world }: Step, channel: ChannelKind): Deed {
  const deed = byHand(done);
  if (deed.type === 'opens') return { ...deed, channel };
  if (deed.type !== 'gives') return deed;
  const option = optionOf(deed.input, world);
  return option === undefined
    ? { ...deed, input: inputOn(channel, deed.input) }
    : { type: 'chooses', option };
}

/** The option that an input takes where it is offered. */
function optionOf({ kind, value }: Input, { listening }: SimulatedWorld): string | undefined {
  const isIt = {
    choice: ({ id }: { id: string }) => id === value,
    dtmf: ({ key }: { key?: string }) => key === value,
    speech: ({ label }: { label: string }) => label === value,
    text: ({ label, key }: { label: string; key?: string }) => label === value || key === value,
  }[kind];
  return listening?.choices?.find(isIt)?.id;
}

function inputOn(channel: ChannelKind, { kind, value }: Input): Input {
  const { spoken } = CHANNEL_TRAITS[channel];
  if (kind === 'dtmf' && spoken) return { kind, value };
  return { kind: spoken ? 'speech' : 'text', value };
}
