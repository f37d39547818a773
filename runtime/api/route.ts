import { createRoute, OpenAPIHono, type RouteConfig, z } from '@hono/zod-openapi';
import type { Context, MiddlewareHandler } from 'hono';
import type { SignedIn } from '../accounts/sessions.ts';
import { type Access, mayUse, type Principal } from './access.ts';
import { problem } from './problem.ts';

/** What a handler finds in its context. */
export interface ApiEnv {
  Variables: {
    principal: Principal | undefined;
    /** More about a principal who signed in as a person. */
    signedIn: SignedIn | undefined;
    /** Where the request comes from. */
    address: string;
  };
}

/** Shape of every refusal (RFC 9457, with a stable code). */
export const problemSchema = z
  .object({
    status: z.number().int(),
    code: z.string(),
    detail: z.string(),
    /** Fields that are wrong, for a refused body or query. */
    fields: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
  })
  .loose()
  .openapi('Problem');

const PROBLEM = { content: { 'application/problem+json': { schema: problemSchema } } };
const REFUSALS = {
  400: { description: 'The request cannot be read; `fields` names what is wrong.', ...PROBLEM },
  401: { description: 'Nobody is signed in.', ...PROBLEM },
  403: { description: 'The role or scope does not allow this.', ...PROBLEM },
  404: { description: 'There is no such thing, or not in this organisation.', ...PROBLEM },
  409: { description: 'It was changed meanwhile.', ...PROBLEM },
  422: { description: 'It was understood, and cannot be done.', ...PROBLEM },
  429: { description: 'Too often; `retry-after` says when to try again.', ...PROBLEM },
};

/** A body of JSON, asked for or given. */
export const json = <Schema extends z.ZodType>(schema: Schema, description = 'As asked.') => ({
  description,
  content: { 'application/json': { schema } },
});

/** An answer that says no more than "done". */
export const nothing = { description: 'Done.' };

/**
 * Declares a route with the row of the access matrix it cannot exist without. The row is part of the OpenAPI document
 * (`x-access`), where the matrix test reads it.
 */
// Without a type of its own the path would be any text, and the editor's client would know no route.
export function route<Path extends string, Config extends Omit<RouteConfig, 'path'> & { path: Path }>(
  access: Access,
  config: Config,
) {
  // Without `required` a body that is not said to be JSON would pass unread.
  if (config.request?.body) config.request.body = { ...config.request.body, required: true };
  return createRoute({
    ...config,
    'x-access': access,
    middleware: [requires(access)],
    responses: { ...REFUSALS, ...config.responses } as typeof REFUSALS & Config['responses'],
  });
}

/** A router whose refused requests name the failing fields. */
export const router = (): OpenAPIHono<ApiEnv> =>
  new OpenAPIHono<ApiEnv>({
    defaultHook: (result, c) => {
      if (result.success) return undefined;
      const fields = result.error.issues.map((issue) => ({
        path: [result.target, ...issue.path].join('.'),
        message: issue.message,
      }));
      return problem(c, 400, 'request.invalid', 'Some fields are wrong.', { fields });
    },
  });

/** Whoever asks, in a route that is not public. */
export function principalOf(c: Context<ApiEnv>): Principal {
  const principal = c.get('principal');
  if (!principal) throw new Error('A route that is not public ran without a principal.');
  return principal;
}

/** Whoever is signed in, in a route about themselves. */
export function signedInOf(c: Context<ApiEnv>): SignedIn {
  const signedIn = c.get('signedIn');
  if (!signedIn) throw new Error('A route about oneself ran without a session.');
  return signedIn;
}

function requires(access: Access): MiddlewareHandler<ApiEnv> {
  return async (c, next) => {
    const principal = c.get('principal');
    const allowed = mayUse(principal, access);
    // What is about oneself stays open: the second factor is set up there.
    if (allowed && typeof access === 'object' && c.get('signedIn')?.mustEnrol)
      return problem(
        c,
        403,
        'access.second-factor',
        'Your organisation asks for a second factor: set it up first.',
      );
    if (allowed) return next();
    return principal
      ? problem(c, 403, 'access.denied', 'Your role does not allow this.')
      : problem(c, 401, 'access.sign-in', 'Sign in, or send an API token.');
  };
}
