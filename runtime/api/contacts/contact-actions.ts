import { z } from '@hono/zod-openapi';
import { readContact } from '../../../db/queries/contacts.ts';
import { decodeSnapshot } from '../../contacts/snapshot-text.ts';
import { entrances } from '../../engine/index.ts';
import { found, refuse } from '../asking/refusal.ts';
import { json, principalOf, route, router } from '../route.ts';
import { contactSchema } from './contact-shapes.ts';
import { shownContact } from './contacts.ts';
import { type ContactRouteParts, WRITE } from './parts.ts';

const one = z.object({ id: z.string().min(1).max(200) });
const over = (): never => refuse(409, 'contact.already-ended', 'This contact is over.');

/** What people in charge do to contacts: end them, put them to another node. */
export function contactActionRoutes(parts: ContactRouteParts) {
  const { db, audit, desk, machine } = parts;
  const own = (organisation: string, id: string) => {
    const row = readContact(db, id);
    return found(row?.organisation === organisation ? row : undefined, 'contact');
  };
  return router()
    .openapi(
      route(WRITE, {
        method: 'post',
        path: '/{id}/end',
        summary: 'End a contact now',
        request: {
          params: one,
          body: json(z.strictObject({ reason: z.string().trim().min(1).max(200).default('closed') })),
        },
        responses: { 200: json(contactSchema) },
      }),
      async (c) => {
        const principal = principalOf(c);
        const { id } = own(principal.organisation, c.req.valid('param').id);
        const { reason } = c.req.valid('json');
        if (!(await desk.end(id, reason))) over();
        // Why is in the contact's own log: the audit's rows stay when a customer is erased.
        await audit(principal, 'contact.ended', `contact/${id}`);
        return c.json(shownContact(parts, id, principal), 200);
      },
    )
    .openapi(
      route(WRITE, {
        method: 'post',
        path: '/{id}/move',
        summary: 'Put a contact to another node of the flow it is in',
        description:
          'Only to nodes that wait for something or end the flow (`places` of the contact). Its log says who did it.',
        request: { params: one, body: json(z.strictObject({ node: z.string().min(1).max(64) })) },
        responses: { 200: json(contactSchema) },
      }),
      async (c) => {
        const principal = principalOf(c);
        const row = own(principal.organisation, c.req.valid('param').id);
        const { node } = c.req.valid('json');
        if (row.snapshot === null) over();
        const running = decodeSnapshot(row.snapshot!, row).frames.at(-1);
        const version = running && machine(row.organisation, running.flow, running.version)?.json;
        if (!version || !entrances(version).includes(node))
          refuse(422, 'contact.no-place', `A contact cannot be put to "${node}".`, {
            fields: [{ path: 'json.node', message: 'not among the places of this contact' }],
            places: version ? entrances(version) : [],
          });
        const receipt = (await desk.move(row.id, node, principal.id)) ?? over();
        if (receipt.status === 'ignored')
          refuse(409, 'change.overtaken', 'The contact went on meanwhile: look again.');
        await audit(principal, 'contact.moved', `contact/${row.id}`, { node });
        return c.json(shownContact(parts, row.id, principal), 200);
      },
    );
}
