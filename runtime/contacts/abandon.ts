import { apologyFor } from '../engine/run/apology.ts';
import type {
  ChannelKind,
  ContactEvent,
  CustomerFacts,
  EffectBody,
  Snapshot,
  Step,
} from '../engine/index.ts';

/** Code of the failure in the log of a contact that was abandoned. */
export const ABANDONED = 'contact.unreadable';

/** A contact as far as it can be known without its snapshot. */
export interface Wreck {
  id: string;
  customer: CustomerFacts;
  channel: ChannelKind;
  openedAt: number;
}

/**
 * The last resort, when a contact's snapshot cannot be read or its machine not be built: it is told so and closed, and the
 * next word from the customer begins anew. Left as it is, it would fail at every event and fire the same timer for ever.
 */
export function abandon({ id, customer, channel, openedAt }: Wreck, event: ContactEvent, why: string): Step {
  const { language = 'en' } = customer;
  const gone = event.type === 'interaction.left' || event.type === 'contact.closed';
  const bodies: EffectBody[] = gone
    ? []
    : [
        { type: 'channel.prompt', ...apologyFor(undefined, language, channel) },
        { type: 'channel.end', reason: 'failed' },
      ];
  const snapshot: Snapshot = {
    contact: id,
    channel,
    customer,
    openedAt,
    frames: [],
    ended: { reason: 'failed' },
  };
  return {
    snapshot,
    effects: bodies.map((body, index) => ({ ...body, id: `${id}/${event.seq}/${index}` })),
    trace: [],
    waitingFor: [],
    status: 'failed',
    failure: { code: ABANDONED, message: why },
  };
}
