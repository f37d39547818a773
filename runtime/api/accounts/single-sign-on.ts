import { z } from '@hono/zod-openapi';
import { deleteSingleSignOn, readSingleSignOn, saveSingleSignOn } from '../../../db/queries/organisations.ts';
import { providerSeal } from '../../accounts/accounts.ts';
import { discover, ProviderProblem } from '../../accounts/single-sign-on.ts';
import { ROLES } from '../access.ts';
import { problem } from '../problem.ts';
import { json, nothing, principalOf, route, router } from '../route.ts';
import type { AccountRouteParts } from './parts.ts';
import type { GuardedCall } from '../../egress/guarded-call.ts';

const ADMIN = { roles: ['admin'] } as const;

const settingsSchema = z.strictObject({
  /** What the button says. */
  label: z.string().trim().min(1).max(60),
  issuer: z.url({ protocol: /^https?$/ }).max(500),
  clientId: z.string().min(1).max(500),
  /** People of these mail domains become users when they first sign in; none: only who is invited. */
  domains: z.array(z.string().regex(/^[a-z0-9-]+(\.[a-z0-9-]+)+$/, 'a domain in small letters')).max(50),
  newUserRole: z.enum(ROLES).exclude(['admin']),
  /** The provider lies in the own network; only then may its address be private or plain http. */
  insideNetwork: z.boolean(),
});

/** An organisation's identity provider: its secret goes in and never comes out. */
export function singleSignOnRoutes({ db, accounts, now, url }: AccountRouteParts, call: GuardedCall) {
  const { audit, box } = accounts;
  return router()
    .openapi(
      route(ADMIN, {
        method: 'get',
        path: '/',
        summary: 'The identity provider',
        responses: {
          200: json(z.object({ redirectUrl: z.string(), provider: settingsSchema.nullable() })),
        },
      }),
      (c) => {
        const { organisation } = principalOf(c);
        const row = readSingleSignOn(db, organisation);
        const redirectUrl = `${url}/api/auth/callback/oidc-${organisation}`;
        if (!row) return c.json({ redirectUrl, provider: null }, 200);
        const { organisation: _, secret: __, keyId: ___, updatedAt: ____, ...provider } = row;
        return c.json({ redirectUrl, provider: settingsSchema.parse(provider) }, 200);
      },
    )
    .openapi(
      route(ADMIN, {
        method: 'put',
        path: '/',
        summary: 'Set the identity provider',
        description: 'It is asked for its description first. Without a secret, the one that is kept stays.',
        request: { body: json(settingsSchema.extend({ secret: z.string().min(1).max(1000).optional() })) },
        responses: { 204: nothing },
      }),
      async (c) => {
        const principal = principalOf(c);
        const { organisation } = principal;
        const { secret: given, ...settings } = c.req.valid('json');
        const kept = readSingleSignOn(db, organisation);
        // Kept for the same provider only: else an admin could send another's secret to an address of their own.
        const same = kept?.issuer === settings.issuer && kept.clientId === settings.clientId;
        const secret = given ?? (kept && same ? box.open(kept, providerSeal(kept)) : undefined);
        if (secret === undefined)
          return problem(c, 422, 'sso.secret-missing', 'A new provider needs its client secret.');
        try {
          await discover({ ...settings, secret }, call);
        } catch (error) {
          if (error instanceof ProviderProblem) return problem(c, 422, error.code, error.message);
          throw error;
        }
        const row = { organisation, ...settings };
        const sealed = box.seal(secret, providerSeal(row));
        const { issuer, domains, newUserRole, insideNetwork } = settings;
        await audit(
          principal,
          'single-sign-on.set',
          `organisation/${organisation}`,
          { issuer, domains, newUserRole, insideNetwork, newSecret: given !== undefined },
          [saveSingleSignOn({ ...row, ...sealed, updatedAt: now() })],
        );
        accounts.providerChanged(organisation);
        return c.body(null, 204);
      },
    )
    .openapi(
      route(ADMIN, {
        method: 'delete',
        path: '/',
        summary: 'Take the identity provider out',
        responses: { 204: nothing },
      }),
      async (c) => {
        const principal = principalOf(c);
        const { organisation } = principal;
        if (!readSingleSignOn(db, organisation)) return c.body(null, 204);
        await audit(principal, 'single-sign-on.removed', `organisation/${organisation}`, {}, [
          deleteSingleSignOn(organisation),
        ]);
        accounts.providerChanged(organisation);
        return c.body(null, 204);
      },
    );
}
