import { router } from '../route.ts';
import { deadLetterRoutes } from './dead-letters.ts';
import { keyRoutes } from './keys.ts';
import { outboxDeskRoutes } from './outbox.ts';
import type { OperationParts } from './parts.ts';

export type { OperationParts } from './parts.ts';

/** Looking after deliveries and sends. */
export const operationRoutes = (parts: OperationParts) =>
  router()
    .route('/dead-letters', deadLetterRoutes(parts))
    .route('/outbox', outboxDeskRoutes(parts))
    .route('/keys', keyRoutes(parts));
