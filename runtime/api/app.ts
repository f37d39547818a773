import { z } from '@hono/zod-openapi';
import type { GuardedCall } from '../egress/guarded-call.ts';
import type { AnyNodeType } from '../engine/index.ts';
import type { Log } from '../log.ts';
import type { Metrics } from '../metrics/metrics.ts';
import type { AccountRouteParts } from './accounts/parts.ts';
import { accountRoutes } from './accounts/routes.ts';
import { answerError } from './asking/answer-error.ts';
import { guardAddresses, guardBodies, limitBodies } from './asking/body-guard.ts';
import { contactRoutes, type ContactRouteParts } from './contacts/routes.ts';
import { refuseOtherSites } from './cross-site.ts';
import { alongLive } from './flows/along-live.ts';
import { flowRoutes, type FlowRouteParts } from './flows/routes.ts';
import { metricsRoutes } from './metrics.ts';
import { templateRoutes } from './flows/templates.ts';
import { nodeTypeRoutes } from './node-types.ts';
import { operationRoutes, type OperationParts } from './operations/routes.ts';
import { outboxRoutes, type OutboxRouteParts } from './outbox.ts';
import { identify, type PrincipalParts } from './principal.ts';
import { problem } from './problem.ts';
import { setupRoutes, type SetupParts } from './setup/routes.ts';
import { json, route, router } from './route.ts';

export interface ApiParts
  extends
    Omit<FlowRouteParts, 'audit' | 'now'>,
    Omit<SetupParts, 'audit'>,
    Omit<ContactRouteParts, 'audit'>,
    Omit<OperationParts, 'audit'>,
    OutboxRouteParts,
    Omit<AccountRouteParts, 'now' | 'newId'>,
    PrincipalParts {
  nodeTypes: AnyNodeType[];
  /** Asks identity providers. */
  guarded: GuardedCall;
  metrics: Pick<Metrics, 'text'>;
  /** How much waits and how much is in memory. */
  status(): { outbox: { [state: string]: number }; hot: number };
  log: Log;
}

const DOCUMENT = { openapi: '3.1.0', info: { title: 'Patchbay', version: '1' }, servers: [{ url: '/api' }] };

/** The routes under `/api`. Each has a row in the access matrix: `route()` declares none without. */
export function api(parts: ApiParts) {
  const app = router();
  app.use(async (c, next) => {
    await next();
    c.header('cache-control', 'no-store');
  });
  app.use(refuseOtherSites(parts.publicUrl));
  app.use(guardAddresses());
  app.use(limitBodies());
  app.use(guardBodies());
  app.use(identify(parts));
  app.use(alongLive(parts.live));
  app.notFound((c) => problem(c, 404, 'route.unknown', `There is no ${c.req.method} ${c.req.path}.`));
  app.onError(answerError(parts.log));
  const { audit } = parts.accounts;
  return app
    .openapi(
      route('public', {
        method: 'get',
        path: '/health',
        summary: 'Whether it runs',
        responses: { 200: json(z.object({ ok: z.literal(true) })) },
      }),
      (c) => c.json({ ok: true as const }, 200),
    )
    .openapi(
      route(
        { roles: ['admin'], scope: 'settings:read' },
        {
          method: 'get',
          path: '/status',
          summary: 'How much waits to be sent, and how much is in memory',
          responses: {
            200: json(z.object({ outbox: z.record(z.string(), z.number()), hot: z.number() })),
          },
        },
      ),
      (c) => c.json(parts.status(), 200),
    )
    .openapi(
      route('public', {
        method: 'get',
        path: '/openapi.json',
        summary: 'This description',
        responses: { 200: json(z.record(z.string(), z.unknown())) },
      }),
      (c) => c.json(app.getOpenAPI31Document(DOCUMENT) as unknown as { [name: string]: never }, 200),
    )
    .route('/', metricsRoutes(parts.metrics))
    .route('/', accountRoutes(parts, parts.guarded))
    .route('/node-types', nodeTypeRoutes(parts.nodeTypes))
    .route('/flows', flowRoutes({ ...parts, audit }))
    .route('/templates', templateRoutes())
    .route('/outbox', outboxRoutes(parts))
    .route('/', setupRoutes({ ...parts, audit }))
    .route('/', contactRoutes({ ...parts, audit }))
    .route('/', operationRoutes({ ...parts, audit }));
}

/** Types of the API, for the editor's client. */
export type AppType = ReturnType<typeof api>;
