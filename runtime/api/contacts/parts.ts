import type { Db } from '../../../db/client.ts';
import type { Writer } from '../../../db/writer.ts';
import type { Audit } from '../../accounts/audit.ts';
import type { ContactDesk } from '../../contacts/desk.ts';
import type { Machine } from '../../engine/index.ts';
import type { ApiLimits } from '../../limits/api-limits.ts';
import type { Principal } from '../access.ts';
import { MASKED } from '../../engine/index.ts';
import { masked, withoutPayment, withoutPerson } from '../../masking.ts';

/** What the routes about contacts and customers work with. */
export interface ContactRouteParts {
  db: Db;
  writer: Writer;
  audit: Audit;
  limits: ApiLimits;
  desk: ContactDesk;
  /** A published flow version, ready to run. */
  machine: (organisation: string, flow: string, version: number) => Machine | undefined;
  now: () => number;
  newId: () => string;
}

/** Who reads conversations: designers do not, and viewers only without what tells who somebody is. */
export const READ = { roles: ['admin', 'supervisor', 'viewer'], scope: 'contacts:read' } as const;
export const WRITE = { roles: ['admin', 'supervisor'], scope: 'contacts:write' } as const;

/** How conversations are shown to somebody. Numbers to pay with are shown to nobody. */
export interface Eyes {
  /** Any value with texts in it. */
  see<Thing>(value: Thing): Thing;
  /** A number, handle or mailbox. */
  address<Text extends string | null>(address: Text): Text;
  name(name: string | null): string | null;
}

export function eyesOf(principal: Principal): Eyes {
  if (principal.kind !== 'user' || principal.role !== 'viewer')
    return {
      see: (value) => masked(value, withoutPayment),
      address: (address) => address,
      name: (name) => name,
    };
  return {
    see: (value) => masked(value, withoutPerson),
    address: (address) => (address === null ? address : (MASKED as typeof address)),
    name: (name) => (name === null ? null : MASKED),
  };
}

interface About {
  customer?: { name?: string };
  from?: string;
}

/** An event or a snapshot of a contact: what it says of the customer is seen as the customer is. */
export function aboutContact(about: object, eyes: Eyes): { [name: string]: unknown } {
  const seen: About & { [name: string]: unknown } = eyes.see({ ...about });
  const { customer, from } = seen;
  if (customer?.name !== undefined) seen.customer = { ...customer, name: eyes.name(customer.name) ?? '' };
  if (from !== undefined) seen.from = eyes.address(from);
  return seen;
}
