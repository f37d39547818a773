import type { Context } from 'hono';
import type { Accounts } from '../../accounts/accounts.ts';
import type { Library, LibraryPath } from '../../accounts/library.ts';
import { problem } from '../problem.ts';
import type { ApiEnv } from '../route.ts';

/** What the library said: its answer, or the refusal to give. Cookies it sets are already in the answer to come. */
export type Relayed =
  | {
      ok: true;
      body: { [name: string]: unknown };
      location: string | undefined;
      /** Token of the session that has begun. */
      session: string | undefined;
    }
  | { ok: false; status: 400 | 401 | 403 | 422 | 429; code: string; detail: string };

/** Asks the sign-in library on behalf of a request. */
export async function relay(
  c: Context<ApiEnv>,
  library: Library,
  path: LibraryPath,
  body?: { [name: string]: unknown },
): Promise<Relayed> {
  const query = path === '/callback/:id' ? new URL(c.req.url).search : '';
  const answer = await library.ask(path, {
    headers: c.req.raw.headers,
    address: c.get('address'),
    query,
    ...(body ? { body } : {}),
  });
  for (const cookie of answer.headers.getSetCookie()) c.header('set-cookie', cookie, { append: true });
  const location = answer.headers.get('location') ?? undefined;
  const said = (await answer.json().catch(() => ({}))) as { [name: string]: unknown } | null;
  if (answer.status < 400)
    return {
      ok: true,
      body: said ?? {},
      location,
      session: sessionIn(answer.headers, library.sessionCookie),
    };
  if (answer.status >= 500) throw new Error(`The sign-in library failed at ${path}.`);
  const status = ([400, 401, 403, 429] as const).find((one) => one === answer.status) ?? 422;
  const code = textOr(said?.['code'], 'refused');
  return {
    ok: false,
    status,
    code: `auth.${code.toLowerCase().replaceAll('_', '-')}`,
    detail: textOr(said?.['message'], 'This was refused.'),
  };
}

/** The cookie is `token.signature`. One that is being deleted has no value. */
function sessionIn(headers: Headers, name: string): string | undefined {
  const cookie = headers.getSetCookie().findLast((one) => one.startsWith(`${name}=`));
  const value = decodeURIComponent(/=([^;]*)/.exec(cookie ?? '')?.[1] ?? '');
  return value === '' ? undefined : value.slice(0, value.lastIndexOf('.'));
}

/** The refusal as an answer. A wrong second factor or password is not "nobody is signed in": the page must not sign out. */
export const refused = (c: Context<ApiEnv>, { status, code, detail }: Extract<Relayed, { ok: false }>) =>
  problem(c, status === 401 ? 422 : status, code, detail);

/** Notes that a session has begun, if one has. */
export async function noteSignIn(
  accounts: Accounts,
  session: string | undefined,
  method: string,
): Promise<void> {
  const user = session === undefined ? undefined : accounts.findSession(session)?.user;
  if (user) await accounts.audit({ ...user, kind: 'user' }, 'sign-in.done', `member/${user.id}`, { method });
}

const textOr = (value: unknown, otherwise: string): string => (typeof value === 'string' ? value : otherwise);
