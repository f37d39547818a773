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
async function read<Answer extends { ok: boolean; json(): Promise<unknown> }>(
  answer: Promise<Answer>,
): Promise<Done<Answer>> {
  const response = await answer;
  const body = await response.json();
  if (response.ok) return body as Done<Answer>;
  const { code, detail } = body as { code?: string; detail?: string };
  throw new Refused(code ?? 'unknown', detail ?? 'The server refused.');
}

/** Everything the editor asks the server for; no other file talks to it. */
export const api = {
  flows: () => read(client.flows.$get()),
  flow: (id: string) => read(client.flows[':id'].$get({ param: { id } })),
  version: (id: string, version: number) =>
    read(client.flows[':id'].versions[':version'].$get({ param: { id, version: String(version) } })),
  nodeTypes: () => read(client['node-types'].$get()),
};

export type FlowRow = Awaited<ReturnType<typeof api.flows>>[number];
export type Flow = Awaited<ReturnType<typeof api.flow>>;
export type NodeTypeRow = Awaited<ReturnType<typeof api.nodeTypes>>[number];
