import { connect, writerPragmas } from '../../../db/guard.ts';
import { hold, insert } from '../../../db/queries/outbox.ts';
import { callerOf } from '../../kit/admin.ts';
import { cardFlow, conversations, HTTP_SECRET } from '../../kit/conversations.ts';
import { flowOf, node } from '../../kit/flow-builder.ts';
import { done, PASSWORD, person } from '../../kit/people.ts';
import type { Started } from '../../kit/started.ts';
import { askerOf, carefulPerson } from './careful.ts';
import type { Asker, Company } from './cast.ts';

/** What a route is asked with so that it does what it is for, where the description alone does not tell. */
export interface Fit {
  ids?: { [parameter: string]: string };
  body?: unknown;
  /** Somebody else than the first admin. */
  asker?: Asker;
  /** Told the answer: what comes later needs something of it. */
  hears?: (answer: Response) => Promise<void>;
}

/** Prepares what routes need; gives for each what it is asked with. */
export async function fitting(
  runtime: Started,
  { id, admin }: Company,
): Promise<(route: string) => Promise<Fit>> {
  const { ask, file } = runtime;
  const caller = callerOf(admin);
  const read = async <Body>(path: string) => (await caller.get<Body>(path)).body;
  const { say, connection } = await conversations(
    Object.assign(runtime, { admin: caller, ada: admin, as: () => Promise.reject(new Error('nobody')) }),
    cardFlow(`${id}-card`),
  );
  const live = async (name: string) => (await say(name, { from: name })).contact;
  const customerOf = async (contact: string) =>
    (await read<{ customer: { id: string } }>(`/contacts/${contact}`)).customer.id;
  const stranger = (): Asker => askerOf(person(ask));
  const invited = async () =>
    tokenOf(
      await done(
        admin.send('POST', '/api/invitations', {
          email: `guest${Math.random()}@example.com`,
          role: 'viewer',
        }),
      ),
    );
  const careful = await carefulPerson(runtime, admin, id);
  const revisionOf = async (flow: string) => (await read<{ revision: number }>(`/flows/${flow}`)).revision;
  const own = `flow-${id}`;
  const [kept] = await read<{ id: string; [member: string]: unknown }[]>(`/flows/${own}/tests`);
  const { id: test, ...written } = kept!;
  const held = async (name: string): Promise<Fit> => {
    const contact = await live(name);
    const open = connect(file, writerPragmas);
    for (const { sql, params } of [
      insert({ id: name, contact, connection, body: '{}', createdAt: 1, nextAt: 1e14 }),
      hold(name, 'recovery'),
    ])
      open.prepare(sql).run(...params);
    open.close();
    return { body: { ids: [name] } };
  };

  const fits: { [route: string]: () => Promise<Fit> | Fit } = {
    'POST /auth/sign-in': () => ({
      asker: stranger(),
      body: { email: `admin@${id}.example`, password: PASSWORD },
    }),
    'POST /auth/second-factor': careful.comesBack,
    'POST /auth/invitation': async () => ({ asker: stranger(), body: { token: await invited() } }),
    'POST /auth/join': async () => ({
      asker: stranger(),
      body: { token: await invited(), name: 'Guest', password: PASSWORD },
    }),
    'POST /auth/reset': async () => ({
      asker: stranger(),
      body: {
        token: await tokenOf(await done(admin.send('POST', `/api/members/${careful.id}/reset-link`))),
        password: PASSWORD,
      },
    }),
    'POST /me/password': () => ({ body: { current: PASSWORD, password: `${PASSWORD} again` } }),
    'POST /me/second-factor': careful.begins,
    'POST /me/second-factor/confirm': careful.confirms,
    'POST /me/second-factor/remove': careful.removes,
    'DELETE /members/{id}/second-factor': () => ({ ids: { id: careful.id } }),
    'PATCH /organisation': () => ({ body: { name: 'Renamed' } }),
    'PUT /flows/{id}/draft': async () => {
      const { revision, draft } = await read<{ revision: number; draft: unknown }>(`/flows/${own}`);
      return { body: { revision, draft } };
    },

    'PUT /flows/{id}/tests/{test}': () => ({ body: written }),
    'PUT /flows/{id}/tests': () => ({ body: { tests: [{ ...written, id: test }] } }),
    'DELETE /flows/{id}': async () => ({
      ids: { id: (await caller.post<{ id: string }>('/flows', { name: 'To be deleted' })).body.id },
    }),
    'POST /flows/{id}/publish': async () => ({ body: { revision: await revisionOf(own) } }),
    'POST /flows/{id}/roll-back': () => ({ body: { version: 1 } }),
    'POST /flows/import': () => ({
      body: { document: flowOf({ bye: node('end') }, { id: 'imported', channels: ['chat'] }) },
    }),
    'POST /connections': () => ({
      body: { channel: 'http', name: 'New', flow: own, config: { mode: 'answer' }, secret: HTTP_SECRET },
    }),
    'PATCH /connections/{id}': () => ({ body: { name: 'Renamed' } }),
    'POST /contacts/{id}/end': async () => ({ ids: { id: await live('to be ended') } }),
    'POST /contacts/{id}/move': async () => ({
      ids: { id: await live('to be moved') },
      body: { node: 'more' },
    }),
    'POST /customers/{id}/merge': async () => ({
      body: { other: await customerOf(await live('to be merged')) },
    }),
    'POST /outbox/send': () => held('to be sent'),
    'POST /outbox/drop': () => held('to be dropped'),
  };
  return async (route) => (await fits[route]?.()) ?? {};
}

const tokenOf = async (answer: Response): Promise<string> =>
  new URL(((await answer.json()) as { url: string }).url).searchParams.get('token')!;
