import { z } from '@hono/zod-openapi';
import { createOrganisation, organisationNameSchema } from '../../accounts/organisations.ts';
import { problem } from '../problem.ts';
import { json, route, router } from '../route.ts';
import type { AccountRouteParts } from './parts.ts';

/** Other organisations of the installation: whoever runs the machine makes them, no role does. */
export function organisationsRoutes(parts: AccountRouteParts) {
  return router().openapi(
    route(
      { roles: [] },
      {
        method: 'post',
        path: '/',
        summary: 'Make an organisation; gives the link for its first admin, once',
        request: { body: json(z.strictObject({ name: organisationNameSchema })) },
        responses: { 201: json(z.object({ id: z.string(), path: z.string() })) },
      },
    ),
    async (c) => {
      const made = await createOrganisation(
        { ...parts, audit: parts.accounts.audit },
        c.req.valid('json').name,
      );
      return made
        ? c.json(made, 201)
        : problem(c, 409, 'organisation.taken', 'There is an organisation of this name, with an admin.');
    },
  );
}
