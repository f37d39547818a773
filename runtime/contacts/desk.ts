import type { Happening } from '../engine/index.ts';
import type { HotContacts } from './hot-contacts.ts';
import { type Receipt, Unavailable } from './inbound.ts';
import { type Stepper, Superseded } from './stepper.ts';

/** Times something is done anew after another step was faster. */
const TRIES = 5;

/** What people in charge do to contacts. Each is an event of the contact, in its log like any other. */
export interface ContactDesk {
  /** Closes a live contact. Undefined when there is none. */
  end(contact: string, reason: string): Promise<Receipt | undefined>;
  /** Puts a live contact to another node of the flow it is in; `ignored` when that is no place to be. */
  move(contact: string, node: string, by: string): Promise<Receipt | undefined>;
  /** What is in memory of a contact is no longer so. */
  forget(contact: string): void;
}

export function contactDesk(hot: HotContacts, stepper: Stepper): ContactDesk {
  async function happen(id: string, happening: Happening): Promise<Receipt | undefined> {
    for (let tried = 1; ; tried += 1) {
      const contact = hot.byId(id);
      if (!contact || contact.ended) return undefined;
      try {
        return await stepper.happen(contact, happening, null);
      } catch (error) {
        if (!(error instanceof Superseded)) throw error;
        if (tried === TRIES)
          throw new Unavailable('Other steps of the contact were always faster.', { cause: error });
      }
    }
  }
  return {
    end: (contact, reason) => happen(contact, { type: 'contact.closed', reason }),
    move: (contact, node, by) => happen(contact, { type: 'contact.moved', node, by }),
    forget: (contact) => hot.evict(contact),
  };
}
