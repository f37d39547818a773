import type { Statement } from '../../db/writer.ts';
import type { Failure, Happening, Value } from '../engine/index.ts';
import type { HotContacts } from './hot-contacts.ts';
import type { Receipt } from './inbound.ts';
import { decodeSnapshot } from './snapshot-text.ts';
import { type Stepper, Superseded } from './stepper.ts';

/** What became of an effect: it went out, it came back with something, or neither. */
export type Outcome = 'sent' | { result: { [name: string]: Value }; sensitive?: boolean } | Failure;

/** Brings what became of an effect back to its contact as an event. */
export interface Outcomes {
  /**
   * A success matters only while it is awaited; a failure is always noted in the log.
   * Undefined when there was nothing to tell.
   */
  tell(
    contact: string,
    effect: string,
    outcome: Outcome,
    about?: {
      /** Key of the delivery that told it, when it came from outside. */
      repeatKey?: string;
      /** Written together with the event, or not at all. */
      beside?: Statement[];
    },
  ): Promise<Receipt | undefined>;
}

/** Times an outcome is told anew after another step was faster. */
const TRIES = 5;

export function outcomes(hot: HotContacts, stepper: Stepper): Outcomes {
  return {
    async tell(id, effect, outcome, { repeatKey = null, beside = [] } = {}) {
      for (let tried = 1; ; tried += 1) {
        const contact = hot.byId(id);
        if (!contact || contact.ended) return undefined;
        const awaited = decodeSnapshot(contact.snapshot, contact).frames.at(-1)?.context.pending === effect;
        const happening = happeningOf(effect, outcome);
        if (happening.type === 'effect.succeeded' && !awaited) return undefined;
        try {
          return await stepper.happen(contact, happening, repeatKey, beside);
        } catch (error) {
          if (!(error instanceof Superseded) || tried === TRIES) throw error;
        }
      }
    },
  };
}

function happeningOf(
  effect: string,
  outcome: Outcome,
): Extract<Happening, { type: 'effect.succeeded' | 'effect.failed' }> {
  if (outcome === 'sent') return { type: 'effect.succeeded', effect, result: { state: 'sent' } };
  if (!('result' in outcome)) return { type: 'effect.failed', effect, failure: outcome };
  const { result, sensitive } = outcome;
  return { type: 'effect.succeeded', effect, result, ...(sensitive ? { sensitive } : {}) };
}
