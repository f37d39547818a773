import { z } from '@hono/zod-openapi';
import { pageOfContacts, readContact } from '../../../db/queries/contacts.ts';
import { pageOfLog } from '../../../db/queries/log.ts';
import { entryOf, readEntries } from '../../contacts/contact-log.ts';
import { transcriptOf } from '../../contacts/transcript.ts';
import { afterTime, afterValue, pageOf, paged, pageQuery } from '../asking/page.ts';
import { found } from '../asking/refusal.ts';
import { json, principalOf, route, router } from '../route.ts';
import { contactOf, contactSchema, contactSummarySchema, summaryOf } from './contact-shapes.ts';
import { aboutContact, type ContactRouteParts, eyesOf, READ } from './parts.ts';

const one = z.object({ id: z.string().min(1).max(200) });
const instant = z.iso.datetime({ offset: true }).transform((text) => Date.parse(text));

const listQuery = z.strictObject({
  ...pageQuery,
  state: z.string().max(40).optional(),
  live: z.enum(['true', 'false']).optional(),
  flow: z.string().max(200).optional(),
  connection: z.string().max(200).optional(),
  channel: z.string().max(64).optional(),
  customer: z.string().max(200).optional(),
  /** The whole of a number, handle or mailbox of the customer. */
  address: z.string().max(300).optional(),
  /** Opened at or after this instant, and before that one. */
  from: instant.optional(),
  to: instant.optional(),
});

const lineSchema = z
  .object({
    seq: z.number().int(),
    at: z.number(),
    by: z.enum(['customer', 'flow', 'note', 'desk']),
    kind: z.enum(['text', 'dtmf', 'speech', 'choice', 'prompt', 'note', 'opened', 'left', 'ended', 'moved']),
    text: z.string(),
    masked: z.literal(true).optional(),
  })
  .openapi('TranscriptLine');

export const eventSchema = z
  .object({
    seq: z.number().int(),
    at: z.number(),
    event: z.record(z.string(), z.unknown()),
    effects: z.array(z.record(z.string(), z.unknown())),
    trace: z.array(
      z.object({
        flow: z.string(),
        version: z.number().int(),
        node: z.string(),
        exit: z.string().optional(),
      }),
    ),
    failure: z.object({ code: z.string(), message: z.string(), node: z.string().optional() }).optional(),
    status: z.string(),
  })
  .openapi('ContactEvent');

type Members = { [name: string]: unknown };

/** Contacts: find, read, what was said, what happened. */
export function contactReadRoutes(parts: ContactRouteParts) {
  const { db } = parts;
  const own = (organisation: string, id: string) => {
    const row = readContact(db, id);
    return found(row?.organisation === organisation ? row : undefined, 'contact');
  };
  return router()
    .openapi(
      route(READ, {
        method: 'get',
        path: '/',
        summary: 'Contacts, opened last first',
        request: { query: listQuery },
        responses: { 200: json(pageOf(contactSummarySchema)) },
      }),
      (c) => {
        const principal = principalOf(c);
        const { limit, cursor, live, ...wanted } = c.req.valid('query');
        const after = afterTime(cursor);
        const rows = pageOfContacts(db, principal.organisation, {
          ...wanted,
          live: live === undefined ? undefined : live === 'true',
          after: after && { id: after.id },
          limit: limit + 1,
        });
        return c.json(
          paged(rows, limit, (row) => [row.openedAt, row.id], summaryOf(parts, eyesOf(principal))),
          200,
        );
      },
    )
    .openapi(
      route(READ, {
        method: 'get',
        path: '/{id}',
        summary: 'A contact, and where it is now',
        request: { params: one },
        responses: { 200: json(contactSchema) },
      }),
      (c) => {
        const principal = principalOf(c);
        return c.json(
          shownContact(parts, own(principal.organisation, c.req.valid('param').id).id, principal),
          200,
        );
      },
    )
    .openapi(
      route(READ, {
        method: 'get',
        path: '/{id}/transcript',
        summary: 'What was said in a contact',
        request: { params: one },
        responses: { 200: json(z.array(lineSchema)) },
      }),
      (c) => {
        const principal = principalOf(c);
        const { id } = own(principal.organisation, c.req.valid('param').id);
        const eyes = eyesOf(principal);
        return c.json(
          transcriptOf(readEntries(db, id)).map((line) => eyes.see(line)),
          200,
        );
      },
    )
    .openapi(
      route(READ, {
        method: 'get',
        path: '/{id}/events',
        summary: 'What happened in a contact, event by event, and what its flow made of it',
        request: { params: one, query: z.strictObject(pageQuery) },
        responses: { 200: json(pageOf(eventSchema)) },
      }),
      (c) => {
        const principal = principalOf(c);
        const { id } = own(principal.organisation, c.req.valid('param').id);
        const { limit, cursor } = c.req.valid('query');
        const afterSeq = Number(afterValue(cursor, 'number')?.value ?? 0);
        const eyes = eyesOf(principal);
        const rows = pageOfLog(db, id, afterSeq, limit + 1).map(entryOf);
        return c.json(
          paged(
            rows,
            limit,
            ({ event }) => [event.seq, ''],
            ({ event, effects, trace, failure, status }) => ({
              seq: event.seq,
              at: event.at,
              event: aboutContact(event, eyes),
              effects: effects.map((effect) => eyes.see<Members>({ ...effect })),
              trace,
              ...(failure ? { failure: eyes.see(failure) } : {}),
              status,
            }),
          ),
          200,
        );
      },
    );
}

/** A contact as one answer. */
export function shownContact(
  parts: ContactRouteParts,
  id: string,
  principal: Parameters<typeof eyesOf>[0] & { organisation: string },
) {
  const row = found(readContact(parts.db, id), 'contact');
  const summary = found(summaryFor(parts, principal.organisation, id), 'contact');
  return contactOf(parts, row, summary, eyesOf(principal));
}

const summaryFor = ({ db }: ContactRouteParts, organisation: string, id: string) =>
  pageOfContacts(db, organisation, { id, limit: 1 })[0];
