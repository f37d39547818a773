/** What a person may be in an organisation. */
export const ROLES = ['admin', 'designer', 'supervisor', 'agent', 'viewer'] as const;
export type Role = (typeof ROLES)[number];

/** What an API token may be made for. */
export const SCOPES = [
  'flows:read',
  'flows:write',
  'flows:publish',
  'contacts:read',
  'contacts:write',
  'settings:read',
  'settings:write',
  'reports:read',
  'privacy',
] as const;
export type Scope = (typeof SCOPES)[number];

/** Who asks. The organisation comes from here and never from a request. */
export type Principal =
  | { kind: 'user'; id: string; name: string; organisation: string; role: Role }
  | { kind: 'token'; id: string; name: string; organisation: string; scopes: readonly Scope[] }
  /** The command line on this very machine, for the time of one start. */
  | { kind: 'machine'; id: 'machine'; name: string; organisation: string };

/**
 * Who may use a route: a row without which a route does not exist. `public` and `self` (whoever is signed in, about
 * themselves) are said in full, so that nothing is open by omission.
 */
export type Access = { roles: readonly Role[]; scope?: Scope } | 'self' | 'public';

/** Decides. Everything not allowed is refused. */
export function mayUse(principal: Principal | undefined, access: Access): boolean {
  if (access === 'public') return true;
  if (!principal) return false;
  if (access === 'self') return principal.kind === 'user';
  switch (principal.kind) {
    case 'machine':
      return true;
    case 'user':
      return access.roles.includes(principal.role);
    case 'token':
      return access.scope !== undefined && principal.scopes.includes(access.scope);
  }
}
