import { type Person, invited } from './people.ts';
import { started, type Started } from './started.ts';
import type { Replaceable } from '../../runtime/main.ts';
import type { Settings } from '../../runtime/settings.ts';

/** What an answer says, as far as tests look at it. */
export interface Said<Body = { [name: string]: never }> {
  status: number;
  body: Body;
  headers: Headers;
}

/** Somebody who asks the API, and reads what it says. */
export interface Caller {
  get<Body>(path: string): Promise<Said<Body>>;
  post<Body>(path: string, body?: unknown): Promise<Said<Body>>;
  put<Body>(path: string, body: unknown): Promise<Said<Body>>;
  patch<Body>(path: string, body: unknown): Promise<Said<Body>>;
  delete<Body>(path: string): Promise<Said<Body>>;
}

/** A refusal, as far as tests look at it. */
export interface Refusal {
  code: string;
  detail: string;
  fields?: { path: string; message: string }[];
}

async function said<Body>(answer: Promise<Response>): Promise<Said<Body>> {
  const response = await answer;
  const text = await response.text();
  return {
    status: response.status,
    headers: response.headers,
    body: (text === '' ? undefined : JSON.parse(text)) as Body,
  };
}

export const callerOf = (who: Person): Caller => ({
  get: (path) => said(who.get(`/api${path}`)),
  post: (path, body) => said(who.send('POST', `/api${path}`, body)),
  put: (path, body) => said(who.send('PUT', `/api${path}`, body)),
  patch: (path, body) => said(who.send('PATCH', `/api${path}`, body)),
  delete: (path) => said(who.send('DELETE', `/api${path}`)),
});

/** The real runtime, its admin, and a way to ask in others. */
export interface Administered extends Started {
  admin: Caller;
  /** The browser behind `admin`. */
  ada: Person;
  as(role: 'designer' | 'supervisor' | 'agent' | 'viewer'): Promise<Caller>;
}

export async function administered(
  settings: Partial<Settings> = {},
  replace: Replaceable = {},
): Promise<Administered> {
  const runtime = await started(settings, replace);
  const ada = await runtime.firstAdmin();
  return Object.assign(runtime, {
    admin: callerOf(ada),
    ada,
    as: async (role: 'designer' | 'supervisor' | 'agent' | 'viewer') =>
      callerOf(await invited(runtime.ask, ada, role, role)),
  });
}
