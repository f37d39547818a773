import type { Role } from '../../runtime/api/access.ts';

/** Hands a request to a runtime: its `fetch`, or the network. */
export type Ask = (request: Request) => Response | Promise<Response>;

/** Somebody with a browser. */
export interface Person {
  /** What their browser sends along. */
  readonly cookie: string;
  get(path: string): Promise<Response>;
  /** With a body of JSON, as our own pages send it. */
  send(method: 'POST' | 'PUT' | 'PATCH' | 'DELETE', path: string, body?: unknown): Promise<Response>;
}

/** A browser that keeps its cookies and knows nobody yet. */
export function person(ask: Ask, url = 'http://127.0.0.1'): Person {
  const jar = new Map<string, string>();
  const go = async (method: string, path: string, body?: unknown): Promise<Response> => {
    const headers = new Headers({ origin: url, host: new URL(url).host, cookie: cookie() });
    if (body !== undefined) headers.set('content-type', 'application/json');
    const given = body === undefined ? {} : { body: JSON.stringify(body) };
    const response = await ask(
      new Request(`${url}${path}`, { method, headers, redirect: 'manual', ...given }),
    );
    for (const line of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (value === '' || /max-age=0/i.test(line)) jar.delete(name);
      else jar.set(name, value);
    }
    return response;
  };
  const cookie = () => [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
  return {
    get cookie() {
      return cookie();
    },
    get: (path) => go('GET', path),
    send: go,
  };
}

export const PASSWORD = 'a long enough password';

/** Comes in with a link: of the first start, or of an invitation. */
export async function joined(
  ask: Ask,
  link: string,
  about: { name: string; email?: string },
  url?: string,
): Promise<Person> {
  const one = person(ask, url);
  const token = new URL(link, 'http://x').searchParams.get('token');
  await done(one.send('POST', '/api/auth/join', { token, password: PASSWORD, ...about }));
  return one;
}

/** Invited by an admin, and in. */
export async function invited(
  ask: Ask,
  admin: Person,
  role: Role,
  name: string,
  url?: string,
): Promise<Person> {
  const email = `${name}@example.com`;
  const answer = await done(admin.send('POST', '/api/invitations', { email, role }));
  return joined(ask, ((await answer.json()) as { url: string }).url, { name }, url);
}

/** Waits for an answer that must not be a refusal. */
export async function done(asked: Promise<Response>): Promise<Response> {
  const answer = await asked;
  if (!answer.ok) throw new Error(`${answer.status}: ${await answer.text()}`);
  return answer;
}

/** The link in what a server prints at its first start. */
export const firstLink = (printed: string): string => /\S+\/welcome\?token=\S+/.exec(printed)?.[0] ?? '';
