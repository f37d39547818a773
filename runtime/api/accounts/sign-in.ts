import { z } from '@hono/zod-openapi';
import { readSingleSignOn } from '../../../db/queries/organisations.ts';
import { deleteSession } from '../../../db/queries/sessions.ts';
import { userByEmail } from '../../../db/queries/users.ts';
import { emailSchema } from '../../accounts/joining.ts';
import { newPasswordSchema } from '../../accounts/password.ts';
import { json, nothing, route, router } from '../route.ts';
import { MAIN_ORGANISATION } from '../../settings.ts';
import { accountKey, tooMany } from './limits.ts';
import type { AccountRouteParts } from './parts.ts';
import { noteSignIn, refused, relay } from './relay.ts';

const passwordSchema = z.string().min(1).max(200);
const tokenSchema = z.string().min(16).max(100);

/** Ways in: password, second factor, forgotten password. */
export function signInRoutes({ db, writer, accounts, mail }: AccountRouteParts) {
  const { library, throttle, audit } = accounts;
  return router()
    .openapi(
      route('public', {
        method: 'get',
        path: '/methods',
        summary: 'How one can sign in',
        request: { query: z.strictObject({ organisation: z.string().max(100).optional() }) },
        responses: {
          200: json(
            z.object({ mail: z.boolean(), singleSignOn: z.object({ label: z.string() }).nullable() }),
          ),
        },
      }),
      (c) => {
        const organisation = c.req.valid('query').organisation ?? MAIN_ORGANISATION;
        const provider = readSingleSignOn(db, organisation);
        return c.json({ mail, singleSignOn: provider ? { label: provider.label } : null }, 200);
      },
    )
    .openapi(
      route('public', {
        method: 'post',
        path: '/sign-in',
        summary: 'Sign in with e-mail and password',
        request: { body: json(z.strictObject({ email: emailSchema, password: passwordSchema })) },
        responses: { 200: json(z.object({ secondFactor: z.boolean() })) },
      }),
      async (c) => {
        const given = c.req.valid('json');
        const key = accountKey(given.email);
        const limited = await tooMany(c, throttle, key);
        if (limited) return limited;
        const answer = await relay(c, library, '/sign-in/email', given);
        if (!answer.ok) {
          accounts.signInRefused();
          const user = userByEmail(db, given.email);
          if (user)
            await audit({ ...user, kind: 'nobody' }, 'sign-in.refused', `member/${user.id}`, {
              code: answer.code,
            });
          return refused(c, answer);
        }
        const secondFactor = answer.body['twoFactorRedirect'] === true;
        // With a second factor to come, the right password alone forgives nothing.
        if (!secondFactor) await throttle.forgive(key);
        const before = c.get('signedIn');
        if (before) await writer.commit({ statements: [deleteSession(before.user.id, before.session)] });
        await noteSignIn(accounts, answer.session, 'password');
        return c.json({ secondFactor }, 200);
      },
    )
    .openapi(
      route('public', {
        method: 'post',
        path: '/second-factor',
        summary: 'Finish a sign-in with a code of the authenticator, or one of the backup codes',
        request: {
          body: json(z.strictObject({ code: z.string().min(6).max(40), backup: z.boolean().default(false) })),
        },
        responses: { 204: nothing },
      }),
      async (c) => {
        const limited = await tooMany(c, throttle);
        if (limited) return limited;
        const { code, backup } = c.req.valid('json');
        const path = backup ? '/two-factor/verify-backup-code' : '/two-factor/verify-totp';
        const answer = await relay(c, library, path, { code });
        if (!answer.ok) {
          accounts.signInRefused();
          return refused(c, answer);
        }
        await noteSignIn(accounts, answer.session, backup ? 'password and backup code' : 'password and code');
        return c.body(null, 204);
      },
    )
    .openapi(
      route('public', {
        method: 'post',
        path: '/sign-out',
        summary: 'End this session',
        responses: { 204: nothing },
      }),
      async (c) => {
        await relay(c, library, '/sign-out', {});
        return c.body(null, 204);
      },
    )
    .openapi(
      route('public', {
        method: 'post',
        path: '/forgotten',
        summary: 'Ask for a letter with a link to a new password',
        description: 'Answers the same whether or not the address is known.',
        request: { body: json(z.strictObject({ email: emailSchema })) },
        responses: { 204: nothing },
      }),
      async (c) => {
        const { email } = c.req.valid('json');
        const limited = await tooMany(c, throttle, `forgotten:${accountKey(email)}`);
        if (limited) return limited;
        const answer = await relay(c, library, '/request-password-reset', { email });
        return answer.ok ? c.body(null, 204) : refused(c, answer);
      },
    )
    .openapi(
      route('public', {
        method: 'post',
        path: '/reset',
        summary: 'Choose a new password with the token of a link',
        description: 'Ends all sessions of the person.',
        request: { body: json(z.strictObject({ token: tokenSchema, password: newPasswordSchema })) },
        responses: { 204: nothing },
      }),
      async (c) => {
        const limited = await tooMany(c, throttle);
        if (limited) return limited;
        const { token, password } = c.req.valid('json');
        const answer = await relay(c, library, '/reset-password', { token, newPassword: password });
        return answer.ok ? c.body(null, 204) : refused(c, answer);
      },
    );
}
