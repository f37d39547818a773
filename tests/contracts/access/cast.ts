import { type Principal, ROLES, type Role, SCOPES } from '../../../runtime/api/access.ts';
import { done, invited, joined, type Person, person } from '../../kit/people.ts';
import type { Started } from '../../kit/started.ts';

/** Somebody who asks: as the matrix sees them, and how they ask. */
export interface Asker {
  name: string;
  principal: Principal | undefined;
  ask(method: string, path: string, body?: unknown): Promise<Response>;
}

/** An organisation with one person of each role and one token of each scope. */
export interface Company {
  id: string;
  askers: Asker[];
  admin: Person;
  /** A member who is not used to ask. */
  bystander: string;
}

const URL_OF_TEST = 'http://127.0.0.1';

export const nobody = ({ ask }: Started): Asker => {
  const one = person(ask);
  return {
    name: 'nobody',
    principal: undefined,
    ask: (method, path, body) => one.send(method as 'POST', path, body),
  };
};

export function bearer({ ask }: Started, token: string): Asker['ask'] {
  return async (method, path, body) => {
    const headers = new Headers({ authorization: `Bearer ${token}` });
    if (body !== undefined) headers.set('content-type', 'application/json');
    const given = body === undefined ? {} : { body: JSON.stringify(body) };
    return ask(new Request(`${URL_OF_TEST}${path}`, { method, headers, ...given }));
  };
}

export const machine = (runtime: Started): Asker => ({
  name: 'machine',
  principal: { kind: 'machine', id: 'machine', name: 'machine', organisation: 'main' },
  ask: bearer(runtime, runtime.running.localToken),
});

/** Founds a company with the link of its first admin. */
export async function company(runtime: Started, id: string, link: string): Promise<Company> {
  const { ask } = runtime;
  const admin = await joined(ask, link, { name: `${id} admin`, email: `admin@${id}.example` });
  const bystander = await invited(ask, admin, 'viewer', `${id}-bystander`);
  const askers: Asker[] = [];
  for (const role of ROLES) {
    const one = await invited(ask, admin, role, `${id}-${role}`);
    askers.push(user(one, role, id));
  }
  for (const scope of SCOPES) {
    const made = await done(admin.send('POST', '/api/tokens', { name: scope, scopes: [scope] }));
    const { token } = (await made.json()) as { token: string };
    const principal = { kind: 'token', id: scope, name: scope, organisation: id, scopes: [scope] } as const;
    askers.push({ name: `${id}: token for ${scope}`, principal, ask: bearer(runtime, token) });
  }
  const me = (await (await bystander.get('/api/me')).json()) as { id: string };
  return { id, askers, admin, bystander: me.id };
}

const user = (one: Person, role: Role, organisation: string): Asker => ({
  name: `${organisation}: ${role}`,
  principal: { kind: 'user', id: role, name: role, organisation, role },
  ask: (method, path, body) => one.send(method as 'POST', path, body),
});
