import {
  type Calendar,
  CHANNEL_TRAITS,
  type ChannelKind,
  type CustomerFacts,
  type FlowDefinition,
} from '../../../runtime/engine/index.ts';
import { type FlowTest, msOf, type Wording } from '../../../runtime/flow-tests/flow-test.ts';
import { wordingFor } from '../../../runtime/flow-tests/walk.ts';
import type { Act } from '../../../runtime/simulated-world/index.ts';

/** A conversation as it can be played anywhere: the drawings, the world, and what the customer does. */
export interface Transcript {
  name: string;
  /** Each as often as it has versions; the flow a contact begins in is the first. */
  flows: readonly FlowDefinition[];
  calendars: readonly Calendar[];
  /** Hosts the flows may ask. */
  hosts: readonly string[];
  /** When it begins, epoch ms, and what chance is drawn from. */
  at: number;
  seed: number;
  customer: Omit<CustomerFacts, 'id'>;
  /** The customer's number is known, on channels that have one. */
  numbered: boolean;
  acts: readonly Act[];
}

/** What a test of a flow does in one language and on one channel, without what it expects. */
export function actsOf({ steps, world }: FlowTest, language: string, channel: ChannelKind): Act[] {
  const { spoken } = CHANNEL_TRAITS[channel];
  const words = (says: Wording) => wordingFor(says, language) ?? '';
  const done = steps.flatMap((step): Act[] => {
    if (step.presses !== undefined) return [gives('dtmf', step.presses)];
    if (step.says !== undefined)
      // Nobody speaks a space: what a carrier has heard has none at its ends.
      return [spoken ? gives('speech', words(step.says).trim()) : gives('text', words(step.says))];
    if (step.chooses !== undefined) return [{ type: 'chooses', option: step.chooses }];
    if (step.staysSilent) return [{ type: 'staysSilent' }];
    if (step.waits !== undefined) return [{ type: 'timePasses', ms: msOf(step.waits) }];
    if (step.leaves) return [{ type: 'leaves' }];
    return step.world ? [{ type: 'changes', setting: step.world }] : [];
  });
  return world ? [{ type: 'changes', setting: world }, ...done] : done;
}

export const gives = (kind: 'dtmf' | 'speech' | 'text' | 'choice', value: string): Act => ({
  type: 'gives',
  input: { kind, value },
});
