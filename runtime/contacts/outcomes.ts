import type { Failure } from '../engine/index.ts';
import type { HotContacts } from './hot-contacts.ts';
import type { Receipt } from './inbound.ts';
import { decodeSnapshot } from './snapshot-text.ts';
import { type Stepper, Superseded } from './stepper.ts';

/** Brings what became of an effect back to its contact as an event. */
export interface Outcomes {
  /**
   * A success matters only while it is awaited; a failure is always noted in the log.
   * Undefined when there was nothing to tell.
   */
  tell(
    contact: string,
    effect: string,
    outcome: 'sent' | Failure,
    repeatKey?: string,
  ): Promise<Receipt | undefined>;
}

/** Times an outcome is told anew after another step was faster. */
const TRIES = 5;

export function outcomes(hot: HotContacts, stepper: Stepper): Outcomes {
  return {
    async tell(id, effect, outcome, repeatKey) {
      for (let tried = 1; ; tried += 1) {
        const contact = hot.byId(id);
        if (!contact || contact.ended) return undefined;
        const awaited = decodeSnapshot(contact.snapshot, contact).frames.at(-1)?.context.pending === effect;
        if (outcome === 'sent' && !awaited) return undefined;
        try {
          return await stepper.happen(
            contact,
            outcome === 'sent'
              ? { type: 'effect.succeeded', effect, result: { state: 'sent' } }
              : { type: 'effect.failed', effect, failure: outcome },
            repeatKey ?? null,
          );
        } catch (error) {
          if (!(error instanceof Superseded) || tried === TRIES) throw error;
        }
      }
    },
  };
}
