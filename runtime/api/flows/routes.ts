import { compress } from 'hono/compress';
import { router } from '../route.ts';
import { completionRoutes } from './completion.ts';
import { draftRoutes } from './draft.ts';
import { flowListRoutes } from './list.ts';
import { liveRoutes } from './live.ts';
import type { FlowRouteParts } from './parts.ts';
import { publishingRoutes } from './publishing.ts';
import { testRoutes } from './tests.ts';
import { tradeRoutes } from './trade.ts';
import { tryingRoutes } from './trying.ts';
import { versionRoutes } from './versions.ts';

export type { FlowRouteParts } from './parts.ts';

/** Answers with all that was drawn: of a thousand nodes close to a megabyte, and a quarter of that or less compressed. */
const LONG = ['/:id', '/:id/document', '/:id/versions/:version'];

/** Everything about flows, below `/flows`. */
export const flowRoutes = (parts: FlowRouteParts) => {
  const flows = router();
  for (const path of LONG) flows.get(path, compress());
  return flows
    .route('/', draftRoutes(parts))
    .route('/', liveRoutes(parts))
    .route('/', publishingRoutes(parts))
    .route('/', tradeRoutes(parts))
    .route('/', versionRoutes(parts))
    .route('/', testRoutes(parts))
    .route('/', tryingRoutes(parts))
    .route('/', completionRoutes(parts))
    .route('/', flowListRoutes(parts));
};
