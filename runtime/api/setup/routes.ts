import { router } from '../route.ts';
import { calendarRoutes } from './calendars.ts';
import { channelRoutes } from './channels.ts';
import { connectionRoutes } from './connections.ts';
import { egressRoutes } from './egress.ts';
import type { SetupParts } from './parts.ts';
import { settingsRoutes } from './settings.ts';

export type { SetupParts } from './parts.ts';

/** What an installation is set up by. */
export const setupRoutes = (parts: SetupParts) =>
  router()
    .route('/calendars', calendarRoutes(parts))
    .route('/connections', connectionRoutes(parts))
    .route('/settings', settingsRoutes(parts))
    .route('/', channelRoutes(parts))
    .route('/', egressRoutes(parts));
