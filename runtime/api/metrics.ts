import { z } from '@hono/zod-openapi';
import type { Metrics } from '../metrics/metrics.ts';
import { route, router } from './route.ts';

/** Figures of the whole installation, for whoever keeps it running. No name, address or text of anybody is in them. */
export const metricsRoutes = (metrics: Pick<Metrics, 'text'>) =>
  router().openapi(
    route(
      { roles: ['admin'], scope: 'reports:read' },
      {
        method: 'get',
        path: '/metrics',
        summary: 'Figures of the whole installation, in the text format of Prometheus; also at /metrics',
        responses: {
          200: { description: 'As asked.', content: { 'text/plain': { schema: z.string() } } },
        },
      },
    ),
    async (c) => {
      const { text, type } = await metrics.text();
      return c.text(text, 200, { 'content-type': type });
    },
  );
