import type { Access } from '../../../runtime/api/access.ts';

const rights = (roles: string, scope?: string): Access =>
  ({ roles: roles === '' ? [] : roles.split(' '), ...(scope === undefined ? {} : { scope }) }) as Access;

/**
 * Who may do what, written down a second time: a row of the matrix says who is let in, and only this says that it should be
 * them. The first line that fits a route counts; a route that fits none has to be thought about.
 */
const RIGHTS: readonly (readonly [RegExp, Access])[] = [
  [/^GET \/(health|openapi\.json|node-types)$/, 'public'],
  [/^\w+ \/auth\//, 'public'],
  [/^\w+ \/me\/mentions/, rights('admin designer supervisor viewer')],
  [/^\w+ \/me(\/|$)/, 'self'],
  // Whoever runs the machine, at its command line.
  [/^\w+ \/(organisations|outbox\/release|backups|keys\/rotate)$/, rights('')],
  [/^GET \/members\/names$/, rights('admin designer', 'flows:write')],
  [/^\w+ \/(members|invitations|tokens|audit|organisation\/single-sign-on)(\/|$)/, rights('admin')],
  [/^GET \/(organisation|status)$/, rights('admin', 'settings:read')],
  [/^PATCH \/organisation$/, rights('admin', 'settings:write')],
  [/^GET \/metrics$/, rights('admin', 'reports:read')],
  [/^POST \/flows\/(\{id\}\/)?(publish|roll-back)$/, rights('admin designer', 'flows:publish')],
  [/^GET \/(flows|templates)(\/|$)/, rights('admin designer supervisor viewer', 'flows:read')],
  [/^\w+ \/flows(\/|$)/, rights('admin designer', 'flows:write')],
  [/^GET \/(calendars|channels)(\/|$)/, rights('admin designer supervisor viewer', 'settings:read')],
  [/^\w+ \/calendars(\/|$)/, rights('admin supervisor', 'settings:write')],
  [/^GET \/(connections|addresses)(\/|$)/, rights('admin designer supervisor', 'settings:read')],
  [/^GET \/(settings|egress|credentials)(\/|$)/, rights('admin designer', 'settings:read')],
  [/^\w+ \/(connections|settings|egress|credentials)(\/|$)/, rights('admin', 'settings:write')],
  [/^\w+ \/(erasures|customers\/\{id\}\/(export|erase))$/, rights('admin', 'privacy')],
  [/^GET \/(contacts|customers)(\/|$)/, rights('admin supervisor viewer', 'contacts:read')],
  [/^\w+ \/(contacts|customers)(\/|$)/, rights('admin supervisor', 'contacts:write')],
  [/^GET \/(dead-letters|outbox)(\/|$)/, rights('admin', 'contacts:read')],
  [/^\w+ \/(dead-letters|outbox)(\/|$)/, rights('admin', 'contacts:write')],
];

/** Who should be let in; undefined for a route nobody has thought about. */
export const rightsOf = ({ method, path }: { method: string; path: string }): Access | undefined =>
  RIGHTS.find(([fits]) => fits.test(`${method} ${path}`))?.[1];
