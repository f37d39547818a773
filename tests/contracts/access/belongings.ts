import { openReader } from '../../../db/client.ts';
import { connect, writerPragmas } from '../../../db/guard.ts';
import { save as saveCalendar } from '../../../db/queries/calendars.ts';
import { save as saveConnection } from '../../../db/queries/connections.ts';
import { insertContact } from '../../../db/queries/contacts.ts';
import { addAddress, create as createCustomer } from '../../../db/queries/customers.ts';
import { keep as keepDeadLetter } from '../../../db/queries/dead-letters.ts';
import { saveCredential, saveHost } from '../../../db/queries/egress.ts';
import { insertLog } from '../../../db/queries/log.ts';
import calendar from '../../../runtime/demo/clinic-calendar.json';
import type { Statement } from '../../../db/writer.ts';
import { flowOf, node } from '../../kit/flow-builder.ts';
import { done } from '../../kit/people.ts';
import type { Company } from './cast.ts';

/** A word that stands in everything a company owns, and nowhere else. */
export const canaryOf = (company: { id: string }): string => `canary-of-${company.id}`;

/** What a company owns: for each parameter of a path, an id that is really there. */
export type Belongings = (path: string, parameter: string) => string | undefined;

/** Gives a company one of everything, each with its canary. */
export async function endow(company: Company, file: string): Promise<Belongings> {
  const { id: organisation, admin } = company;
  const canary = canaryOf(company);
  const flow = flowOf(
    { hello: node('message', { text: { en: canary } }, { done: 'bye' }), bye: node('end') },
    { id: `flow-${organisation}`, name: canary, channels: ['chat'] },
  );
  await done(admin.send('POST', '/api/flows/publish', flow));
  const test = { name: canary, channels: ['chat'], languages: ['en'], steps: [{ hears: canary }] };
  await done(admin.send('PUT', `/api/flows/${flow.id}/tests/hello`, test));
  await done(admin.send('PATCH', '/api/organisation', { name: canary }));
  const email = `${canary}@example.com`;
  const invitation = (await (
    await done(admin.send('POST', '/api/invitations', { email, role: 'agent' }))
  ).json()) as {
    id: string;
  };
  const token = (await (
    await done(admin.send('POST', '/api/tokens', { name: canary, scopes: ['reports:read'] }))
  ).json()) as { id: string };
  const sessions = (await (await admin.get('/api/me/sessions')).json()) as { id: string }[];

  const customer = `customer-${organisation}`;
  const contact = `contact-${organisation}`;
  const connection = `connection-${organisation}`;
  const address = `${canary}-address`;
  write(file, [
    saveCalendar({
      organisation,
      id: `calendar-${organisation}`,
      definition: { ...calendar, name: canary, emergency: { on: false } },
      updatedAt: 1,
    }),
    saveConnection({
      id: connection,
      organisation,
      channel: 'http',
      name: canary,
      address: null,
      flow: flow.id,
      config: { mode: 'answer' },
      secret: `${canary}-secret`,
      enabled: true,
      keyId: null,
      formerSecret: null,
      formerKeyId: null,
      formerUntil: null,
      updatedAt: 1,
    }),
    saveCredential({
      organisation,
      name: `credential-${organisation}`,
      hosts: [`${organisation}.example`],
      scheme: 'bearer',
      header: null,
      secret: canary,
      keyId: canary,
      updatedAt: 1,
    }),
    createCustomer({
      id: customer,
      organisation,
      name: canary,
      language: 'en',
      attributes: {},
      createdAt: 1,
    }),
    createCustomer({
      id: `${customer}-again`,
      organisation,
      name: canary,
      language: 'en',
      attributes: {},
      createdAt: 1,
    }),
    addAddress({ organisation, kind: 'phone', address, customer }),
    insertLog({
      contact,
      seq: 0,
      at: 1,
      event: JSON.stringify({ type: 'contact.opened', text: canary }),
      effects: null,
      trace: null,
      facts: null,
      status: 'taken',
      repeatKey: null,
    }),
    insertContact({
      id: contact,
      organisation,
      customer,
      connection,
      address,
      flow: flow.id,
      version: 1,
      state: 'ended',
      seq: 0,
      due: null,
      snapshot: null,
      openedAt: 1,
      endedAt: 2,
      endReason: 'done',
    }),
    keepDeadLetter({
      id: `letter-${organisation}`,
      organisation,
      connection,
      at: 1,
      reason: canary,
      body: canary,
    }),
    saveHost({
      organisation,
      host: `${organisation}.example`,
      ports: [],
      plainHttp: false,
      insideNetwork: false,
      note: canary,
      by: canary,
      updatedAt: 1,
    }),
  ]);

  await done(admin.send('POST', `/api/customers/${customer}/merge`, { other: `${customer}-again` }));
  const ids: { [start: string]: string } = {
    '/flows/{id}': flow.id,
    '/flows/{flow}': flow.id,
    '/flows/{id}/tests/{test}': 'hello',
    '/members/{id}': company.bystander,
    '/invitations/{id}': invitation.id,
    '/tokens/{id}': token.id,
    '/me/sessions/{id}': sessions[0]!.id,
    '/auth/callback/{provider}': `oidc-${organisation}`,
    '/contacts/{id}': contact,
    '/customers/{id}': customer,
    '/customers/merges/{id}': mergeOf(file, organisation),
    '/connections/{id}': connection,
    '/calendars/{id}': `calendar-${organisation}`,
    '/egress/hosts/{host}': `${organisation}.example`,
    '/credentials/{name}': `credential-${organisation}`,
    '/dead-letters/{id}': `letter-${organisation}`,
  };
  return (path, parameter) => {
    if (parameter === 'version' || parameter === 'seq') return '1';
    const start = path.slice(0, path.indexOf(`{${parameter}}`) + parameter.length + 2);
    return ids[start];
  };
}

function mergeOf(file: string, organisation: string): string {
  const { db, close } = openReader(file);
  const found = db.all<{ id: string }>(`select id from merges where organisation = '${organisation}'`);
  close();
  return found[0]!.id;
}

/** Straight into the file: what no route makes. */
function write(file: string, statements: readonly Statement[]): void {
  const connection = connect(file, writerPragmas);
  for (const { sql, params } of statements) connection.prepare(sql).run(...params);
  connection.close();
}

/** Everything an organisation has in the database, but for what asking itself leaves behind. */
export function everythingOf(file: string, organisation: string): unknown {
  const { db, close } = openReader(file);
  const tables = db.all<{ name: string }>(
    `select m.name from sqlite_schema m join pragma_table_info(m.name) c
     where m.type = 'table' and c.name = 'organisation' and m.name <> 'audit' order by m.name`,
  );
  const rows = tables.map(({ name }) => [
    name,
    // Table names come from the schema itself.
    db.all<{ [column: string]: unknown }>(`select * from "${name}" where organisation = '${organisation}'`),
  ]);
  close();
  return JSON.parse(JSON.stringify(rows, (key, value: unknown) => (key === 'last_used_at' ? null : value)));
}
