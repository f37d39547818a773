import { hc } from 'hono/client';
import type { AppType } from '../runtime/api/app.ts';

const client = hc<AppType>('/api');

/** A refusal of the server: `code` is stable. */
export class Refused extends Error {
  readonly code: string;
  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}

/** What a route answers with when it does what was asked: refusals come as an exception instead. */
type Done<Answer extends { json(): Promise<unknown> }> = Exclude<
  Awaited<ReturnType<Answer['json']>>,
  { code: string; detail: string }
>;

/** Reads an answer, or throws what the server refused it with. */
async function read<Answer extends { ok: boolean; status: number; json(): Promise<unknown> }>(
  answer: Promise<Answer>,
): Promise<Done<Answer>> {
  const response = await answer;
  // Done, and nothing to say about it.
  const body = response.status === 204 ? undefined : await response.json();
  if (response.ok) return body as Done<Answer>;
  const { code, detail } = body as { code?: string; detail?: string };
  throw new Refused(code ?? 'unknown', detail ?? 'The server refused.');
}

const done = async (answer: Parameters<typeof read>[0]): Promise<void> => void (await read(answer));

/** Everything the editor asks the server for; no other file talks to it. */
export const api = {
  flows: async () => (await read(client.flows.$get({ query: { limit: 200 } }))).items,
  flow: (id: string) => read(client.flows[':id'].$get({ param: { id } })),
  version: (id: string, version: number) =>
    read(client.flows[':id'].versions[':version'].$get({ param: { id, version: String(version) } })),
  me: () => read(client.me.$get()),
  signIn: (json: { email: string; password: string }) => read(client.auth['sign-in'].$post({ json })),
  secondFactor: (json: { code: string; backup: boolean }) =>
    done(client.auth['second-factor'].$post({ json })),
  signOut: () => done(client.auth['sign-out'].$post()),
  invitation: (token: string) => read(client.auth.invitation.$post({ json: { token } })),
  join: (json: { token: string; name: string; password: string; email?: string }) =>
    done(client.auth.join.$post({ json })),
  reset: (json: { token: string; password: string }) => done(client.auth.reset.$post({ json })),
  nodeTypes: () => read(client['node-types'].$get()),
};

export type Me = Awaited<ReturnType<typeof api.me>>;
export type FlowRow = Awaited<ReturnType<typeof api.flows>>[number];
export type Flow = Awaited<ReturnType<typeof api.flow>>;
export type NodeTypeRow = Awaited<ReturnType<typeof api.nodeTypes>>[number];
