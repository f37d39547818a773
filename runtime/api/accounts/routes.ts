import type { GuardedCall } from '../../egress/guarded-call.ts';
import { router } from '../route.ts';
import { invitationRoutes } from './invitations.ts';
import { joiningRoutes } from './joining.ts';
import { meRoutes } from './me.ts';
import { memberRoutes } from './members.ts';
import { mentionRoutes } from './mentions.ts';
import { auditRoutes, organisationRoutes } from './organisation.ts';
import { organisationsRoutes } from './organisations.ts';
import type { AccountRouteParts } from './parts.ts';
import { secondFactorRoutes } from './second-factor.ts';
import { signInElsewhereRoutes } from './sign-in-elsewhere.ts';
import { signInRoutes } from './sign-in.ts';
import { singleSignOnRoutes } from './single-sign-on.ts';
import { tokenRoutes } from './tokens.ts';

/** Everything about who may come in and what they may do. */
export const accountRoutes = (parts: AccountRouteParts, call: GuardedCall) =>
  router()
    .route('/auth', signInRoutes(parts))
    .route('/auth', joiningRoutes(parts))
    .route('/auth', signInElsewhereRoutes(parts))
    .route('/me', meRoutes(parts))
    .route('/me/mentions', mentionRoutes(parts))
    .route('/me/second-factor', secondFactorRoutes(parts))
    .route('/members', memberRoutes(parts))
    .route('/invitations', invitationRoutes(parts))
    .route('/tokens', tokenRoutes(parts))
    .route('/organisation', organisationRoutes(parts))
    .route('/organisation/single-sign-on', singleSignOnRoutes(parts, call))
    .route('/organisations', organisationsRoutes(parts))
    .route('/audit', auditRoutes(parts));
