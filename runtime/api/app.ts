import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { secureHeaders } from 'hono/secure-headers';
import type { Log } from '../log.ts';
import { flowRoutes, type FlowRouteParts } from './flows.ts';
import { nodeTypeRoutes } from './node-types.ts';
import { outboxRoutes, type OutboxRouteParts } from './outbox.ts';
import { problem } from './problem.ts';

export interface ApiParts extends FlowRouteParts, OutboxRouteParts {
  /** What `/api/health` tells. */
  health(): { [name: string]: unknown };
  log: Log;
}

/** Bytes of a JSON body; flows of 2,000 nodes fit. */
const LARGEST_BODY = 4 * 1024 * 1024;

/** The routes under `/api`. */
export function api(parts: ApiParts) {
  return new Hono()
    .use(secureHeaders({ strictTransportSecurity: false, crossOriginOpenerPolicy: false }))
    .use(
      bodyLimit({
        maxSize: LARGEST_BODY,
        onError: (c) => problem(c, 413, 'body.too-large', `At most ${LARGEST_BODY} bytes.`),
      }),
    )
    .use(async (c, next) => {
      await next();
      c.header('cache-control', 'no-store');
    })
    .get('/health', (c) => c.json({ ok: true, ...parts.health() }))
    .route('/node-types', nodeTypeRoutes(parts.nodeTypes))
    .route('/flows', flowRoutes(parts))
    .route('/outbox', outboxRoutes(parts))
    .all('*', (c) => problem(c, 404, 'route.unknown', `There is no ${c.req.method} ${c.req.path}.`))
    .onError((error, c) => {
      parts.log('error', 'request failed', { path: c.req.path, error });
      return problem(c, 500, 'runtime.defect', 'Something went wrong on our side; it has been noted.');
    });
}

/** Types of the API, for the editor's client. */
export type AppType = ReturnType<typeof api>;
