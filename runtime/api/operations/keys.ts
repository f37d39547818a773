import { z } from '@hono/zod-openapi';
import { json, principalOf, route, router } from '../route.ts';
import type { OperationParts } from './parts.ts';

const count = z.number().int();
const rotatedSchema = z
  .object({
    connections: count,
    credentials: count,
    identityProviders: count,
    secondFactors: count,
    contacts: count,
    sends: count,
    /** What no key opens; the former secret may be missing. */
    unreadable: count,
  })
  .openapi('Rotated');

/** The keys are the installation's, not an organisation's: only the command line of this machine may. */
export const keyRoutes = ({ audit, rotateKeys }: OperationParts) =>
  router().openapi(
    route(
      { roles: [] },
      {
        method: 'post',
        path: '/rotate',
        summary: 'Seal with the present key whatever a former one has sealed',
        responses: { 200: json(rotatedSchema, 'How many of each were sealed anew.') },
      },
    ),
    async (c) => {
      const rotated = await rotateKeys();
      await audit(principalOf(c), 'keys.rotated', 'installation', rotated);
      return c.json(rotated, 200);
    },
  );
