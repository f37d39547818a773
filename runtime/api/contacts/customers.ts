import { z } from '@hono/zod-openapi';
import { changeCustomer, pageOfCustomers, readCustomer } from '../../../db/queries/customers.ts';
import { optIn, optOut, readMerge } from '../../../db/queries/privacy.ts';
import { type Merging, mergeCustomers, partCustomers } from '../../customers/merge.ts';
import type { Principal } from '../access.ts';
import { afterTime, pageOf, paged, pageQuery } from '../asking/page.ts';
import { found, refuse, refuseField } from '../asking/refusal.ts';
import { json, principalOf, route, router } from '../route.ts';
import {
  changedCustomerSchema,
  customerOf,
  customerSchema,
  customerSummaryOf,
  customerSummarySchema,
  optOutChannelSchema,
} from './customer-shapes.ts';
import { type ContactRouteParts, eyesOf, READ, WRITE } from './parts.ts';

const idSchema = z.string().min(1).max(200);
const one = z.object({ id: idSchema });
const optOutParams = z.object({ id: idSchema, channel: optOutChannelSchema });

/** Customers: find, read, edit, merge, and whether they want to be written to. */
export function customerRoutes(parts: ContactRouteParts) {
  const { db, audit, desk } = parts;
  const own = (principal: Principal, id: string) =>
    found(readCustomer(db, principal.organisation, id), 'customer');
  const shown = (principal: Principal, id: string) =>
    customerOf(parts, own(principal, id), eyesOf(principal));
  const store = async (principal: Principal, action: string, subject: string, merging: Merging) => {
    await audit(principal, action, subject, { contacts: merging.contacts.length }, merging.statements);
    for (const contact of merging.contacts) desk.forget(contact);
  };

  return router()
    .openapi(
      route(READ, {
        method: 'get',
        path: '/',
        summary: 'Customers, the newest first',
        request: {
          query: z.strictObject({
            ...pageQuery,
            /** Part of the name. */
            text: z.string().trim().min(1).max(200).optional(),
            /** The whole of a number, handle or mailbox. */
            address: z.string().trim().min(1).max(300).optional(),
          }),
        },
        responses: { 200: json(pageOf(customerSummarySchema)) },
      }),
      (c) => {
        const principal = principalOf(c);
        const { limit, cursor, ...wanted } = c.req.valid('query');
        const after = afterTime(cursor);
        const rows = pageOfCustomers(db, principal.organisation, {
          ...wanted,
          after: after && { createdAt: after.at, id: after.id },
          limit: limit + 1,
        });
        const itemOf = customerSummaryOf(parts, eyesOf(principal));
        return c.json(
          paged(rows, limit, (row) => [row.createdAt, row.id], itemOf),
          200,
        );
      },
    )
    .openapi(
      route(READ, {
        method: 'get',
        path: '/{id}',
        summary: 'A customer with all addresses and the latest contacts on every channel',
        request: { params: one },
        responses: { 200: json(customerSchema) },
      }),
      (c) => c.json(shown(principalOf(c), c.req.valid('param').id), 200),
    )
    .openapi(
      route(WRITE, {
        method: 'patch',
        path: '/{id}',
        summary: 'Change what is known of a customer',
        request: { params: one, body: json(changedCustomerSchema) },
        responses: { 200: json(customerSchema) },
      }),
      async (c) => {
        const principal = principalOf(c);
        const { id, organisation } = own(principal, c.req.valid('param').id);
        const given = c.req.valid('json');
        const fields = Object.keys(given);
        if (fields.length > 0)
          await audit(principal, 'customer.changed', `customer/${id}`, { fields }, [
            changeCustomer(organisation, id, given),
          ]);
        return c.json(shown(principal, id), 200);
      },
    )
    .openapi(
      route(WRITE, {
        method: 'post',
        path: '/{id}/merge',
        summary: 'Make another customer part of this one; it can be undone',
        request: { params: one, body: json(z.strictObject({ other: idSchema })) },
        responses: { 200: json(customerSchema) },
      }),
      async (c) => {
        const principal = principalOf(c);
        const kept = own(principal, c.req.valid('param').id);
        const merged = own(principal, c.req.valid('json').other);
        if (kept.id === merged.id)
          refuseField('customer.same', 'json.other', 'This is the same customer already.');
        const merging = mergeCustomers(db, kept, merged, {
          id: parts.newId(),
          at: parts.now(),
          by: principal.name,
        });
        await store(principal, 'customer.merged', `customer/${kept.id}`, merging);
        return c.json(shown(principal, kept.id), 200);
      },
    )
    .openapi(
      route(WRITE, {
        method: 'post',
        path: '/merges/{id}/undo',
        summary: 'Part two customers again',
        request: { params: one },
        responses: { 200: json(customerSchema) },
      }),
      async (c) => {
        const principal = principalOf(c);
        const merge = found(readMerge(db, principal.organisation, c.req.valid('param').id), 'merge');
        const parting =
          partCustomers(db, merge) ?? refuse(409, 'merge.overtaken', 'The customer is not there any more.');
        await store(principal, 'customer.parted', `customer/${merge.kept}`, parting);
        return c.json(shown(principal, merge.kept), 200);
      },
    )
    .openapi(
      route(WRITE, {
        method: 'put',
        path: '/{id}/opt-outs/{channel}',
        summary: 'They do not want to be written to: on one kind of channel, or on all',
        request: { params: optOutParams },
        responses: { 200: json(customerSchema) },
      }),
      async (c) => {
        const principal = principalOf(c);
        const { id, channel } = c.req.valid('param');
        const { organisation } = own(principal, id);
        await audit(principal, 'customer.opted-out', `customer/${id}`, { channel }, [
          optOut({ organisation, customer: id, channel, at: parts.now(), by: principal.name }),
        ]);
        return c.json(shown(principal, id), 200);
      },
    )
    .openapi(
      route(WRITE, {
        method: 'delete',
        path: '/{id}/opt-outs/{channel}',
        summary: 'They may be written to again',
        request: { params: optOutParams },
        responses: { 200: json(customerSchema) },
      }),
      async (c) => {
        const principal = principalOf(c);
        const { id, channel } = c.req.valid('param');
        own(principal, id);
        await audit(principal, 'customer.opted-in', `customer/${id}`, { channel }, [optIn(id, channel)]);
        return c.json(shown(principal, id), 200);
      },
    );
}
