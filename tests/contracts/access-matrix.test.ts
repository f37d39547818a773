import { createRoute } from '@hono/zod-openapi';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Access, mayUse } from '../../runtime/api/access.ts';
import { router } from '../../runtime/api/route.ts';
import { done, firstLink } from '../kit/people.ts';
import { started, type Started } from '../kit/started.ts';
import { type Belongings, canaryOf, endow, everythingOf } from './access/belongings.ts';
import { type Asker, bearer, type Company, company, machine, nobody } from './access/cast.ts';
import { rightsOf } from './access/rights.ts';
import { type Row, rowsOf } from './access/rows.ts';
import { accessTable, type Asked } from './access/table.ts';

/** Codes with which a request is refused before anything is done. */
const DENIALS = ['access.denied', 'access.sign-in', 'access.token'];
/** Enough for some thousand requests. */
const LONG = 240_000;

let runtime: Started;
let rows: Row[];
let companies: { company: Company; has: Belongings }[];
let outsiders: Asker[];
/** Who was let in where. */
const asked: Asked[] = [];
/** Requests for what belongs to the other organisation, and those that told or changed something. */
const across = { asked: 0, wrong: 0 };
const ends: (() => Promise<void>)[] = [];

beforeAll(async () => {
  runtime = await started({}, {}, (end) => ends.push(end));
  const main = await company(runtime, 'main', firstLink(runtime.running.welcome('http://127.0.0.1')[0]![1]));
  const founded = await done(
    bearer(runtime, runtime.running.localToken)('POST', '/api/organisations', { name: 'Other' }),
  );
  const other = await company(
    runtime,
    'other',
    `http://127.0.0.1${((await founded.json()) as { path: string }).path}`,
  );
  companies = [];
  for (const one of [main, other]) companies.push({ company: one, has: await endow(one, runtime.file) });
  outsiders = [nobody(runtime), machine(runtime)];
  rows = rowsOf({ routes: runtime.running.routes, document: await description() }).rows;
  return async () => {
    for (const end of ends) await end();
  };
}, LONG);

const description = async (): Promise<unknown> =>
  (await runtime.ask(new Request('http://127.0.0.1/api/openapi.json'))).json();

describe('every route has a row', () => {
  test('in the real app', async () => {
    expect(rows.length).toBeGreaterThan(30);
    expect(rowsOf({ routes: runtime.running.routes, document: await description() }).without).toEqual([]);
  });

  test('that lets in whom it should, and nobody more', () => {
    const told = (access: Access | undefined) =>
      typeof access === 'object'
        ? { roles: access.roles.toSorted(), scope: access.scope ?? 'none' }
        : (access ?? 'nobody has thought about it');
    const found = rows.map((row) => [keyOf(row), told(row.access)]);
    expect(found).toEqual(rows.map((row) => [keyOf(row), told(rightsOf(row))]));
  });

  test('and one that has none is found, declared or not', () => {
    const planted = router().basePath('/api');
    planted.get('/open', (c) => c.text('everybody reads this'));
    planted.all('/open-too/*', (c) => c.text('and this'));
    planted.openapi(
      createRoute({ method: 'get', path: '/described', responses: { 200: { description: 'no row' } } }),
      (c) => c.text('and this'),
    );
    const surface = {
      routes: planted.routes.map(({ method, path }) => ({ method, path })),
      document: { paths: { '/described': { get: {} } } },
    };
    expect(rowsOf(surface).without).toEqual(['ALL /open-too/*', 'GET /described', 'GET /open']);
  });
});

test(
  'who may use a route is let through, and nobody else',
  async () => {
    const wrong: string[] = [];
    for (const { company: one, has } of companies)
      for (const asker of [...one.askers, ...outsiders])
        for (const row of rows.filter((one) => !isEnding(one))) {
          const ids = doesAtOnce(row) ? undefined : idsFor(row, has);
          const answer = await request(asker, row, ids ?? unknownIds(row));
          const denied = await isDenied(answer);
          const allowed = mayUse(asker.principal, row.access);
          asked.push({ row, asker: asker.name, letIn: !denied });
          if (denied === allowed || answer.status >= 500)
            wrong.push(`${asker.name}: ${row.method} ${row.path} gave ${answer.status}`);
        }
    expect(wrong).toEqual([]);
  },
  LONG,
);

test('every parameter of a path is tried with an id that is really there', () => {
  const [main] = companies;
  const missing = rows.filter((row) => idsFor(row, main!.has) === undefined).map(({ path }) => path);
  expect([...new Set(missing)]).toEqual([]);
});

test(
  'what belongs to one organisation does not exist for another: not to see, not to change, not to tell from nothing',
  async () => {
    const wrong: string[] = [];
    for (const [own, foreign] of [companies, companies.toReversed()]) {
      const before = everythingOf(runtime.file, foreign!.company.id);
      const canary = canaryOf(foreign!.company);
      for (const asker of own!.company.askers)
        for (const row of rows
          .filter(({ access }) => mayUse(asker.principal, access))
          .filter(isAboutSomething)) {
          const body = row.path.includes('{') ? row.body : NONSENSE;
          const asked = await request(asker, row, idsFor(row, foreign!.has) ?? unknownIds(row), body);
          across.asked += 1;
          const text = await asked.clone().text();
          if (text.includes(canary)) wrong.push(`${asker.name}: ${row.method} ${row.path} shows ${canary}`);
          if (!row.path.includes('{')) continue;
          // Else nobody has looked for the id, and nothing is proven.
          if (asked.status === 400) wrong.push(`${row.method} ${row.path} does not take the sample: ${text}`);
          const nothing = await request(asker, row, unknownIds(row), body);
          // What was done is done to its own, and may tell of it; what was refused must say the same.
          const same =
            asked.ok || anonymous(text, row, foreign!.has) === anonymous(await nothing.text(), row);
          if (asked.status !== nothing.status || !same)
            wrong.push(
              `${asker.name}: ${row.method} ${row.path} tells a foreign id from none: ${asked.status} ${text}`,
            );
        }
      expect(everythingOf(runtime.file, foreign!.company.id)).toEqual(before);
    }
    across.wrong = wrong.length;
    expect(wrong).toEqual([]);
  },
  LONG,
);

test('an organisation does see its own', async () => {
  for (const { company: one, has } of companies) {
    const seen: string[] = [];
    const missing: string[] = [];
    for (const row of rows.filter(({ method, path }) => method === 'GET' && path !== '/openapi.json')) {
      const admin = one.askers[0]!;
      const answer = await request(admin, row, idsFor(row, has) ?? unknownIds(row));
      const text = await answer.text();
      if (row.access !== 'public' && mayUse(admin.principal, row.access) && answer.status !== 200)
        missing.push(`${row.path} gave ${answer.status}`);
      if (text.includes(canaryOf(one))) seen.push(row.path);
    }
    // Else what others were not shown would prove nothing.
    expect(missing).toEqual([]);
    expect(seen).toEqual(
      expect.arrayContaining(['/me', '/invitations', '/tokens', '/organisation', '/flows']),
    );
  }
});

/** `ACCESS_TABLE=1` prints what was seen. */
afterAll(() => {
  if (process.env['ACCESS_TABLE'] === undefined) return;
  const own = `${rows.length} routes, ${asked.length} requests by ${new Set(asked.map(({ asker }) => asker)).size} askers of two organisations and none`;
  const foreign = `other organisation: ${across.asked} requests, ${across.wrong} told or changed anything`;
  process.stdout.write(`\n${accessTable(asked)}\n${own}\n${foreign}\n`);
});

/** A body that no schema takes, so that what is allowed is let through and yet changes nothing. */
const NONSENSE = { 'no such member': true };

function request(
  asker: Asker,
  row: Row,
  ids: ReadonlyMap<string, string>,
  body: unknown = NONSENSE,
): Promise<Response> {
  // Attempts are limited by the minute, which the clock here may skip.
  runtime.clock.ahead += 5;
  const path = row.path.replaceAll(/\{(\w+)\}/g, (_, name: string) =>
    encodeURIComponent(ids.get(name) ?? 'x'),
  );
  return asker.ask(row.method, `/api${path}${row.query}`, row.body === undefined ? undefined : body);
}

async function isDenied(answer: Response): Promise<boolean> {
  if (answer.status !== 401 && answer.status !== 403) return false;
  const { code } = (await answer.clone().json()) as { code: string };
  return DENIALS.includes(code);
}

const parametersOf = ({ path }: Row): string[] =>
  [...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name);

function idsFor(row: Row, has: Belongings): ReadonlyMap<string, string> | undefined {
  const ids = parametersOf(row).map((name) => [name, row.chosen.get(name) ?? has(row.path, name)] as const);
  return ids.every((pair): pair is [string, string] => pair[1] !== undefined) ? new Map(ids) : undefined;
}

const unknownIds = (row: Row): ReadonlyMap<string, string> =>
  new Map(
    parametersOf(row).map((name) => [
      name,
      row.chosen.get(name) ?? (name === 'version' || name === 'seq' ? '1' : 'oidc-nobody'),
    ]),
  );

/** Without the ids that were asked for, which a refusal may repeat, and without the time. */
function anonymous(text: string, row: Row, has?: Belongings): string {
  const ids = (has && idsFor(row, has)) ?? unknownIds(row);
  const bare = [...ids.values()].reduce((rest, id) => rest.replaceAll(id, 'id'), text);
  return bare.replaceAll(/"(\w*[aA]t)":("[^"]*"|\d+)/g, '');
}

/** The routes that end the asker's own session come last, as they end what asks. */
const ENDING = ['POST /auth/sign-out', 'DELETE /me/sessions', 'DELETE /me/sessions/{id}'];
const keyOf = ({ method, path }: Row): string => `${method} ${path}`;
const isEnding = (row: Row): boolean => ENDING.includes(keyOf(row));
const isAboutSomething = (row: Row): boolean => row.access !== 'public' && !isEnding(row);

/** With its own ids, somebody who is let through would do what needs no body; unknown ones show as well that they are. */
const doesAtOnce = (row: Row): boolean => row.method !== 'GET' && row.body === undefined;
