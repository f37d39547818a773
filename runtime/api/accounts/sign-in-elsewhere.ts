import { z } from '@hono/zod-openapi';
import type { Library } from '../../accounts/library.ts';
import { providerIdOf } from '../../accounts/provider-login.ts';
import { ProviderProblem } from '../../accounts/single-sign-on.ts';
import { problem } from '../problem.ts';
import { json, route, router } from '../route.ts';
import { tooMany } from './limits.ts';
import type { AccountRouteParts } from './parts.ts';
import { noteSignIn, refused, relay } from './relay.ts';

/** Sign-in at an organisation's identity provider: there, and back again. */
export function signInElsewhereRoutes({ accounts }: AccountRouteParts) {
  const { throttle } = accounts;
  return router()
    .openapi(
      route('public', {
        method: 'post',
        path: '/single-sign-on',
        summary: 'Where to go to sign in with the identity provider',
        request: { body: json(z.strictObject({ organisation: z.string().min(1).max(100) })) },
        responses: { 200: json(z.object({ url: z.string() })) },
      }),
      async (c) => {
        const limited = await tooMany(c, throttle);
        if (limited) return limited;
        const { organisation } = c.req.valid('json');
        let library: Library | undefined;
        try {
          library = await accounts.libraryOf(organisation);
        } catch (error) {
          if (error instanceof ProviderProblem) return problem(c, 422, error.code, error.message);
          throw error;
        }
        if (!library) return problem(c, 404, 'sso.none', 'There is no single sign-on here.');
        const answer = await relay(c, library, '/sign-in/social', {
          provider: providerIdOf(organisation),
          callbackURL: '/',
          errorCallbackURL: `/sign-in?organisation=${encodeURIComponent(organisation)}`,
          disableRedirect: true,
        });
        return answer.ok ? c.json({ url: String(answer.body['url']) }, 200) : refused(c, answer);
      },
    )
    .openapi(
      route('public', {
        method: 'get',
        path: '/callback/{provider}',
        summary: 'Where the identity provider sends the browser back to',
        request: { params: z.object({ provider: z.string().regex(/^oidc-[a-z0-9-]{1,100}$/) }) },
        responses: { 302: { description: 'To the editor, or back to the sign-in page with an error.' } },
      }),
      async (c) => {
        const limited = await tooMany(c, throttle);
        if (limited) return limited;
        const organisation = c.req.valid('param').provider.slice('oidc-'.length);
        const library = await accounts.libraryOf(organisation).catch(() => undefined);
        if (!library) return problem(c, 404, 'sso.none', 'There is no single sign-on here.');
        const answer = await relay(c, library, '/callback/:id');
        if (answer.ok) await noteSignIn(accounts, answer.session, 'single sign-on');
        return c.redirect(answer.ok ? (answer.location ?? '/') : '/sign-in?error=sso', 302);
      },
    );
}
