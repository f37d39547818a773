import { z } from '@hono/zod-openapi';
import { pageOfContacts } from '../../../db/queries/contacts.ts';
import { addressesOf, type CustomerRow } from '../../../db/queries/customers.ts';
import { mergesInto, optOutsOf } from '../../../db/queries/privacy.ts';
import { CHANNEL_KINDS, languageTagSchema } from '../../engine/index.ts';
import { ALL_CHANNELS } from '../../../db/queries/privacy.ts';
import { contactSummarySchema, summaryOf } from './contact-shapes.ts';
import type { ContactRouteParts, Eyes } from './parts.ts';

/** Contacts that are shown with a customer; the others are found by the list of contacts. */
const LATEST = 50;

export const customerSummarySchema = z
  .object({
    id: z.string(),
    name: z.string().nullable(),
    language: z.string().nullable(),
    createdAt: z.number(),
    addresses: z.array(z.object({ kind: z.string(), address: z.string() })),
  })
  .openapi('CustomerSummary');

export const customerSchema = customerSummarySchema
  .extend({
    attributes: z.record(z.string(), z.unknown()),
    /** Channels they do not want to be written to on. */
    optOuts: z.array(z.object({ channel: z.string(), at: z.number(), by: z.string() })),
    /** Others who turned out to be the same person. */
    merges: z.array(z.object({ id: z.string(), merged: z.string(), at: z.number(), by: z.string() })),
    /** The latest, across channels. */
    contacts: z.array(contactSummarySchema),
  })
  .openapi('Customer');

/** What may be known of a customer: plain values, for flows to read as `customer.…`. */
const attributesSchema = z
  .record(
    z
      .string()
      .max(64)
      .regex(/^[a-z][a-zA-Z0-9_]*$/, 'a small letter, then letters, digits and _')
      .refine((name) => !['id', 'name', 'language'].includes(name), 'this name is kept for the product'),
    z.union([z.string().max(2_000), z.number(), z.boolean(), z.null()]),
  )
  .refine((given) => Object.keys(given).length <= 100, 'at most 100 attributes');

export const changedCustomerSchema = z
  .strictObject({
    name: z.string().trim().min(1).max(200).nullable(),
    language: languageTagSchema.nullable(),
    /** Replaces all of them. */
    attributes: attributesSchema,
  })
  .partial();

export const optOutChannelSchema = z.enum([...CHANNEL_KINDS, ALL_CHANNELS]);

export const customerSummaryOf =
  ({ db }: ContactRouteParts, eyes: Eyes) =>
  ({ id, name, language, createdAt }: CustomerRow) => ({
    id,
    name: eyes.name(name),
    language,
    createdAt,
    addresses: addressesOf(db, id).map(({ kind, address }) => ({ kind, address: eyes.address(address) })),
  });

/** A customer with everything that is shown of one. */
export const customerOf = (parts: ContactRouteParts, row: CustomerRow, eyes: Eyes) => ({
  ...customerSummaryOf(parts, eyes)(row),
  attributes: eyes.see(row.attributes),
  optOuts: optOutsOf(parts.db, row.id).map(({ channel, at, by }) => ({ channel, at, by })),
  merges: mergesInto(parts.db, row.id).map(({ id, merged, at, by }) => ({ id, merged, at, by })),
  contacts: pageOfContacts(parts.db, row.organisation, { customer: row.id, limit: LATEST }).map(
    summaryOf(parts, eyes),
  ),
});
