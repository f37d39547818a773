import { z } from '@hono/zod-openapi';
import { list } from '../../../db/queries/connections.ts';
import { channelKindSchema } from '../../engine/index.ts';
import { json, principalOf, route, router } from '../route.ts';
import { READ } from './connection-shapes.ts';
import type { SetupParts } from './parts.ts';

/** What there is says nothing of an organisation; whoever reads conversations must know what they came by. */
const KINDS = { ...READ, roles: [...READ.roles, 'viewer'] } as const;

const channelSchema = z
  .object({
    id: z.string(),
    kind: channelKindSchema,
    label: z.string(),
    needsSecret: z.boolean(),
    /** JSON schema of the settings of its connections. */
    config: z.record(z.string(), z.unknown()),
  })
  .openapi('Channel');

const addressSchema = z
  .object({
    channel: z.string(),
    kind: z.string().nullable(),
    address: z.string(),
    connection: z.string(),
    name: z.string(),
    flow: z.string(),
    enabled: z.boolean(),
  })
  .openapi('OwnAddress');

/** What connections can be made of, and our own numbers and addresses. */
export function channelRoutes({ db, adapters }: Pick<SetupParts, 'db' | 'adapters'>) {
  const described = adapters
    .map(({ id, kind, label, needsSecret, config }) => ({
      id,
      kind,
      label,
      needsSecret,
      config: { ...z.toJSONSchema(config, { io: 'input', unrepresentable: 'any' }) },
    }))
    .toSorted((first, second) => first.id.localeCompare(second.id));
  const kindOf = new Map<string, string>(described.map(({ id, kind }) => [id, kind]));
  return router()
    .openapi(
      route(KINDS, {
        method: 'get',
        path: '/channels',
        summary: 'Channels and the settings their connections take',
        responses: { 200: json(z.array(channelSchema)) },
      }),
      (c) => c.json(described, 200),
    )
    .openapi(
      route(READ, {
        method: 'get',
        path: '/addresses',
        summary: 'Our own numbers and addresses, by channel',
        request: { query: z.strictObject({ channel: z.string().max(64).optional() }) },
        responses: { 200: json(z.array(addressSchema)) },
      }),
      (c) => {
        const { channel: wanted } = c.req.valid('query');
        const rows = list(db, principalOf(c).organisation).flatMap(
          ({ channel, address, id: connection, name, flow, enabled }) =>
            address === null || (wanted !== undefined && wanted !== channel)
              ? []
              : [{ channel, kind: kindOf.get(channel) ?? null, address, connection, name, flow, enabled }],
        );
        return c.json(rows, 200);
      },
    );
}
