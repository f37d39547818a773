import { privacyRoutes } from '../privacy/routes.ts';
import { router } from '../route.ts';
import { contactActionRoutes } from './contact-actions.ts';
import { contactReplayRoutes } from './contact-replay.ts';
import { contactReadRoutes } from './contacts.ts';
import { customerRoutes } from './customers.ts';
import type { ContactRouteParts } from './parts.ts';

export type { ContactRouteParts } from './parts.ts';

/** Contacts, and the people they are with. */
export const contactRoutes = (parts: ContactRouteParts) =>
  router()
    .route('/contacts', contactActionRoutes(parts))
    .route('/contacts', contactReadRoutes(parts))
    .route('/contacts', contactReplayRoutes(parts))
    .route('/customers', customerRoutes(parts))
    .route('/', privacyRoutes(parts));
