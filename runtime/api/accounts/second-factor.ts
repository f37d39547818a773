import { z } from '@hono/zod-openapi';
import { readOrganisation } from '../../../db/queries/organisations.ts';
import { problem } from '../problem.ts';
import { json, nothing, principalOf, route, router, signedInOf } from '../route.ts';
import { tooMany } from './limits.ts';
import type { AccountRouteParts } from './parts.ts';
import { refused, relay } from './relay.ts';

const passwordBody = json(z.strictObject({ password: z.string().min(1).max(200) }));

/** An authenticator app as second proof. Each step asks for the password or a code: a stolen session is not enough. */
export function secondFactorRoutes({ db, accounts }: AccountRouteParts) {
  const { audit, library, throttle } = accounts;
  return router()
    .openapi(
      route('self', {
        method: 'post',
        path: '/',
        summary: 'Begin: gives the secret for the app, and backup codes, once',
        request: { body: passwordBody },
        responses: { 200: json(z.object({ uri: z.string(), backupCodes: z.array(z.string()) })) },
      }),
      async (c) => {
        const limited = await tooMany(c, throttle, `password:${signedInOf(c).user.id}`);
        if (limited) return limited;
        const answer = await relay(c, library, '/two-factor/enable', c.req.valid('json'));
        if (!answer.ok) return refused(c, answer);
        const { totpURI, backupCodes } = answer.body;
        return c.json({ uri: String(totpURI), backupCodes: z.array(z.string()).parse(backupCodes) }, 200);
      },
    )
    .openapi(
      route('self', {
        method: 'post',
        path: '/confirm',
        summary: 'Finish: a code shows that the app has the secret',
        request: { body: json(z.strictObject({ code: z.string().regex(/^\d{6}$/, 'six digits') })) },
        responses: { 204: nothing },
      }),
      async (c) => {
        const { user } = signedInOf(c);
        const limited = await tooMany(c, throttle, `code:${user.id}`);
        if (limited) return limited;
        const answer = await relay(c, library, '/two-factor/verify-totp', c.req.valid('json'));
        if (!answer.ok) return refused(c, answer);
        await audit(principalOf(c), 'second-factor.set-up', `member/${user.id}`);
        return c.body(null, 204);
      },
    )
    .openapi(
      route('self', {
        method: 'post',
        path: '/remove',
        summary: 'Do without it again',
        request: { body: passwordBody },
        responses: { 204: nothing },
      }),
      async (c) => {
        const { user } = signedInOf(c);
        const limited = await tooMany(c, throttle, `password:${user.id}`);
        if (limited) return limited;
        const needed =
          readOrganisation(db, user.organisation)?.requireTwoFactor &&
          ['admin', 'supervisor'].includes(user.role);
        if (needed)
          return problem(c, 422, 'second-factor.required', 'Your organisation asks for it in your role.');
        const answer = await relay(c, library, '/two-factor/disable', c.req.valid('json'));
        if (!answer.ok) return refused(c, answer);
        await audit(principalOf(c), 'second-factor.removed', `member/${user.id}`);
        return c.body(null, 204);
      },
    );
}
