import { hc } from 'hono/client';
import type { AppType } from '../runtime/api/app.ts';
import type { FlowTest } from '../runtime/flow-tests/index.ts';

const client = hc<AppType>('/api');

/** A refusal of the server: `code` is stable. */
export class Refused extends Error {
  readonly code: string;
  /** Fields that were wrong. */
  readonly fields: readonly { path: string; message: string }[];
  /** The whole of what was answered, for those who know what else a code comes with. */
  readonly body: { readonly [member: string]: unknown };
  constructor(code: string, message: string, fields: Refused['fields'] = [], body: Refused['body'] = {}) {
    super(message);
    this.code = code;
    this.fields = fields;
    this.body = body;
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
  const response = await answer.catch(() => {
    throw new Refused('network.gone', 'The server cannot be reached.');
  });
  // Done, and nothing to say about it.
  const body = response.status === 204 ? undefined : await response.json();
  if (response.ok) return body as Done<Answer>;
  const { code, detail, fields, ...rest } = body as {
    code?: string;
    detail?: string;
    fields?: Refused['fields'];
  };
  throw new Refused(code ?? 'unknown', detail ?? 'The server refused.', fields, rest);
}

const done = async (answer: Parameters<typeof read>[0]): Promise<void> => void (await read(answer));

type Body<Route extends (...given: never[]) => unknown> = Parameters<Route>[0] extends { json: infer Json }
  ? Json
  : never;

const member = client.members[':id'];

/** What people set about themselves, and admins about everybody. */
const accounts = {
  methods: (organisation?: string) =>
    read(client.auth.methods.$get({ query: organisation === undefined ? {} : { organisation } })),
  forgotten: (email: string) => done(client.auth.forgotten.$post({ json: { email } })),
  singleSignOnUrl: async (organisation: string) =>
    (await read(client.auth['single-sign-on'].$post({ json: { organisation } }))).url,
  changePassword: (json: Body<typeof client.me.password.$post>) => done(client.me.password.$post({ json })),
  sessions: () => read(client.me.sessions.$get()),
  endSession: (id: string) => done(client.me.sessions[':id'].$delete({ param: { id } })),
  endOtherSessions: () => done(client.me.sessions.$delete()),
  beginSecondFactor: (json: { password: string }) => read(client.me['second-factor'].$post({ json })),
  confirmSecondFactor: (json: { code: string }) => done(client.me['second-factor'].confirm.$post({ json })),
  removeSecondFactor: (json: { password: string }) => done(client.me['second-factor'].remove.$post({ json })),
  members: () => read(client.members.$get()),
  memberNames: () => read(client.members.names.$get()),
  mentions: () => read(client.me.mentions.$get()),
  /** Who has looked may be gone at once: the page need not be there for it to arrive. */
  sawMention: (flow: string, note: string) =>
    done(client.me.mentions.seen.$post({ json: { flow, note } }, { init: { keepalive: true } })),
  changeMember: (id: string, json: Body<typeof member.$patch>) =>
    done(member.$patch({ param: { id }, json })),
  removeMember: (id: string) => done(member.$delete({ param: { id } })),
  resetLink: (id: string) => read(member['reset-link'].$post({ param: { id } })),
  removeFactorOf: (id: string) => done(member['second-factor'].$delete({ param: { id } })),
  invitations: () => read(client.invitations.$get()),
  invite: (json: Body<typeof client.invitations.$post>) => read(client.invitations.$post({ json })),
  revokeInvitation: (id: string) => done(client.invitations[':id'].$delete({ param: { id } })),
  tokens: () => read(client.tokens.$get()),
  makeToken: (json: Body<typeof client.tokens.$post>) => read(client.tokens.$post({ json })),
  revokeToken: (id: string) => done(client.tokens[':id'].$delete({ param: { id } })),
  organisation: () => read(client.organisation.$get()),
  changeOrganisation: (json: Body<typeof client.organisation.$patch>) =>
    done(client.organisation.$patch({ json })),
  singleSignOn: () => read(client.organisation['single-sign-on'].$get()),
  setSingleSignOn: (json: Body<(typeof client.organisation)['single-sign-on']['$put']>) =>
    done(client.organisation['single-sign-on'].$put({ json })),
  removeSingleSignOn: () => done(client.organisation['single-sign-on'].$delete()),
  audit: (before?: number) => read(client.audit.$get({ query: before === undefined ? {} : { before } })),
};

const contact = client.contacts[':id'];
type ContactQuery = NonNullable<Parameters<typeof client.contacts.$get>[0]>['query'];

/** Conversations, and the people they are with. */
const contacts = {
  contacts: (query: ContactQuery) => read(client.contacts.$get({ query })),
  contact: (id: string) => read(contact.$get({ param: { id } })),
  transcript: (id: string) => read(contact.transcript.$get({ param: { id } })),
  contactEvents: (id: string, cursor?: string) =>
    read(contact.events.$get({ param: { id }, query: cursor === undefined ? {} : { cursor } })),
  replay: (id: string, after: number) =>
    read(contact.replay.$get({ param: { id }, query: { after: String(after) } })),
  endContact: (id: string, json: Body<typeof contact.end.$post>) =>
    done(contact.end.$post({ param: { id }, json })),
  moveContact: (id: string, node: string) => done(contact.move.$post({ param: { id }, json: { node } })),
  customer: (id: string) => read(client.customers[':id'].$get({ param: { id } })),
  channels: () => read(client.channels.$get()),
};

const flow = client.flows[':id'];
type Document = Body<typeof client.flows.check.$post>;

/** Flows as things: published, found, put in order. */
const flowWork = {
  checkFlow: (json: Document) => read(client.flows.check.$post({ json })),
  publishFlow: (id: string, revision: number, note: string, onlyWords: boolean) =>
    read(
      flow.publish.$post({
        param: { id },
        json: {
          revision,
          ...(note === '' ? {} : { note }),
          ...(onlyWords ? { onlyWords } : {}),
        },
      }),
    ),
  completion: (id: string, node: string) => read(flow.completion.$get({ param: { id }, query: { node } })),
  versions: (id: string) => read(flow.versions.$get({ param: { id } })),
  nameVersion: (id: string, version: number, name: string) =>
    done(flow.versions[':version'].$patch({ param: { id, version: String(version) }, json: { name } })),
  rollBack: (id: string, version: number, note?: string) =>
    read(
      flow['roll-back'].$post({ param: { id }, json: note === undefined ? { version } : { version, note } }),
    ),
  flowPage: (query: NonNullable<Parameters<typeof client.flows.$get>[0]>['query']) =>
    read(client.flows.$get({ query })),
  templates: () => read(client.templates.$get()),
  createFlow: (json: Body<typeof client.flows.$post>) => read(client.flows.$post({ json })),
  importFlow: (json: Body<typeof client.flows.import.$post>) => read(client.flows.import.$post({ json })),
  flowDocument: (id: string) => read(flow.document.$get({ param: { id }, query: {} })),
  saveDraft: (id: string, json: Body<typeof flow.draft.$put>) =>
    read(flow.draft.$put({ param: { id }, json })),
  tagFlow: (id: string, tags: string[]) => done(flow.tags.$put({ param: { id }, json: { tags } })),
  moveFlow: (id: string, folder: string) => done(flow.folder.$put({ param: { id }, json: { folder } })),
  deleteFlow: (id: string) => done(flow.$delete({ param: { id } })),
  restoreFlow: (id: string) => done(flow.restore.$post({ param: { id } })),
  calendarUsage: (id: string) => read(client.calendars[':id'].usage.$get({ param: { id } })),
  tests: (id: string) => read(flow.tests.$get({ param: { id } })),
  saveTest: (id: string, { id: test, ...json }: FlowTest) =>
    done(flow.tests[':test'].$put({ param: { id, test }, json })),
  removeTest: (id: string, test: string) => done(flow.tests[':test'].$delete({ param: { id, test } })),
  flowUsage: (id: string) => read(flow.usage.$get({ param: { id } })),
  connect: (json: Body<typeof client.connections.$post>) => read(client.connections.$post({ json })),
};

/** Where a flow's document is fetched as a file. */
export const documentUrl = (id: string): string => `/api/flows/${encodeURIComponent(id)}/document`;

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
  tryRequest: (json: Body<(typeof client.flows)['http-test']['$post']>) =>
    read(client.flows['http-test'].$post({ json })),
  makeRequest: (json: Body<(typeof client.flows)['http-call']['$post']>) =>
    read(client.flows['http-call'].$post({ json })),
  calendars: () => read(client.calendars.$get()),
  credentials: () => read(client.credentials.$get()),
  hosts: () => read(client.egress.hosts.$get()),
  settings: () => read(client.settings.$get()),
  nodeTypes: () => read(client['node-types'].$get()),
  ...accounts,
  ...contacts,
  ...flowWork,
};

export type Me = Awaited<ReturnType<typeof api.me>>;
export type Flow = Awaited<ReturnType<typeof api.flow>>;
export type NodeTypeRow = Awaited<ReturnType<typeof api.nodeTypes>>[number];
export type Tried = Awaited<ReturnType<typeof api.tryRequest>>;
export type ContactSummary = Awaited<ReturnType<typeof api.contacts>>['items'][number];
export type Contact = Awaited<ReturnType<typeof api.contact>>;
export type TranscriptLine = Awaited<ReturnType<typeof api.transcript>>[number];
export type ContactEvent = Awaited<ReturnType<typeof api.contactEvents>>['items'][number];
export type Customer = Awaited<ReturnType<typeof api.customer>>;
export type FoundFlow = Awaited<ReturnType<typeof api.flowPage>>['items'][number];
export type FlowTemplate = Awaited<ReturnType<typeof api.templates>>[number];
export type VersionHead = Awaited<ReturnType<typeof api.versions>>[number];
