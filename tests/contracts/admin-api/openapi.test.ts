import { beforeAll, expect, test } from 'vitest';
import { answerCheck, type AnswerCheck } from '../access/answers.ts';
import { type Belongings, endow } from '../access/belongings.ts';
import { type Asker, type Company, company, machine, nobody } from '../access/cast.ts';
import { fitting } from '../access/fitting.ts';
import { type Row, rowsOf } from '../access/rows.ts';
import { firstLink } from '../../kit/people.ts';
import { started, type Started } from '../../kit/started.ts';

let runtime: Started;
let rows: Row[];
let main: Company;
let has: Belongings;
let check: AnswerCheck;
const LONG = 120_000;
/** Ms the clock goes on between requests: attempts are limited by the minute, and sessions end after half an hour. */
const PAUSE = 1_200;

beforeAll(async () => {
  const ends: (() => Promise<void>)[] = [];
  runtime = await started({}, {}, (end) => ends.push(end));
  main = await company(runtime, 'main', firstLink(runtime.running.welcome('http://127.0.0.1')[0]![1]));
  has = await endow(main, runtime.file);
  const described = await runtime.ask(new Request('http://127.0.0.1/api/openapi.json'));
  const document: unknown = await described.json();
  rows = rowsOf({ routes: runtime.running.routes, document }).rows;
  check = answerCheck(document);
  return async () => {
    for (const end of ends) await end();
  };
}, LONG);

/** Nothing can be wrong with what is asked. */
const NEVER_REFUSED = [
  'GET /health',
  'GET /openapi.json',
  'GET /auth/methods',
  'GET /node-types',
  'POST /auth/sign-out',
];
/** Needs somebody else's server, or what only a carrier can send; shown where there is one. */
const NEEDS_OTHERS = [
  'POST /auth/single-sign-on',
  'PUT /organisation/single-sign-on',
  'GET /auth/callback/{provider}',
  'POST /auth/forgotten',
  'POST /dead-letters/{id}/retry',
];

test(
  'every answer is as the description says: status, type, and every member of the body',
  async () => {
    const wrong = new Set<string>();
    const seen = new Map(rows.map((row) => [keyOf(row), new Set<number>()]));
    const ask = async (asker: Asker, row: Row, path: string, body: unknown) => {
      runtime.clock.ahead += PAUSE;
      const answer = await asker.ask(row.method, `/api${path}`, body);
      seen.get(keyOf(row))!.add(answer.status);
      const fault = await check.wrongWith(row.method, row.path, answer);
      if (fault !== undefined) wrong.add(fault);
      return answer;
    };
    const admin: Asker = { name: 'admin', principal: undefined, ask: main.admin.send as Asker['ask'] };
    const agent = main.askers.find(({ name }) => name.endsWith('agent'))!;
    const usual = ({ access }: Row) =>
      typeof access === 'object' && access.roles.length === 0 ? machine(runtime) : admin;
    const isMine = ({ access }: Row) => access === 'self' || access === 'public';
    for (const row of rows) {
      const nobodys = filled(row, () => 'nobody');
      await ask(nobody(runtime), row, nobodys + row.query, row.body);
      if (isMine(row)) continue;
      await ask(agent, row, nobodys + row.query, row.body);
      if (row.path.includes('{')) await ask(admin, row, nobodys + row.query, row.body);
    }
    for (const row of rows.filter(({ body }) => body !== undefined))
      await ask(admin, row, filled(row, (name) => has(row.path, name)) + row.query, {
        'no such member': true,
      });
    const undone: string[] = [];
    const fit = await fitting(runtime, main);
    for (const row of rows.toSorted((one, other) => place(one) - place(other))) {
      const { ids = {}, body = row.body, asker = usual(row), hears } = await fit(keyOf(row));
      const path = filled(row, (name) => ids[name] ?? has(row.path, name));
      const answer = await ask(asker, row, path + row.query, body);
      if (answer.ok) await hears?.(answer);
      else undone.push(`${keyOf(row)}: ${await answer.text()}`);
    }
    const without = (is: (status: number) => boolean, but: string[]) =>
      [...seen]
        .filter(([key, statuses]) => !but.includes(key) && ![...statuses].some(is))
        .map(([key]) => key);
    expect({
      wrong: [...wrong],
      neverDone: without((status) => status < 400, NEEDS_OTHERS),
      undone: undone.filter((one) => !NEEDS_OTHERS.some((key) => one.startsWith(key))),
      neverRefused: without((status) => status >= 400, NEVER_REFUSED),
    }).toEqual({ wrong: [], neverDone: [], undone: [], neverRefused: [] });
  },
  LONG,
);

const keyOf = ({ method, path }: Row): string => `${method} ${path}`;

/** What reads comes first, what takes away last, and at the very end what ends the asker's own session. */
const ORDER = ['GET', 'PUT', 'PATCH', 'POST', 'DELETE'];
const LAST = [
  'POST /me/second-factor',
  'POST /me/second-factor/confirm',
  'POST /auth/second-factor',
  'DELETE /members/{id}/second-factor',
  'POST /me/second-factor/remove',
  'POST /auth/reset',

  'POST /customers/{id}/erase',
  'POST /me/password',
  'DELETE /me/sessions',
  'DELETE /me/sessions/{id}',
  'POST /auth/sign-out',
];
const place = (row: Row): number => {
  const last = LAST.indexOf(keyOf(row));
  return last === -1 ? ORDER.indexOf(row.method) : ORDER.length + last;
};

const filled = (row: Row, idOf: (name: string) => string | undefined): string =>
  row.path.replaceAll(/\{(\w+)\}/g, (_, name: string) =>
    encodeURIComponent(row.chosen.get(name) ?? idOf(name) ?? 'x'),
  );

test('an answer that says less, more or something else is noticed (planted)', async () => {
  const thing = { type: 'object', properties: { id: { type: 'string' } }, required: ['id'] };
  const more = {
    allOf: [
      { $ref: '#/components/schemas/Thing' },
      { type: 'object', properties: { at: { type: 'number' } } },
    ],
  };
  const described = (schema: object) => ({
    responses: { 200: { content: { 'application/json': { schema } } }, 204: {} },
  });
  const planted = answerCheck({
    paths: {
      '/one': { get: described({ $ref: '#/components/schemas/Thing' }) },
      '/more': { get: described(more) },
      '/all': { get: described({ type: 'array', items: { $ref: '#/components/schemas/Thing' } }) },
    },
    components: { schemas: { Thing: thing } },
  });
  const say = (path: string, body: unknown, status = 200) =>
    planted.wrongWith(
      'GET',
      path,
      status === 204 ? new Response(null, { status }) : Response.json(body, { status }),
    );
  expect(await say('/one', { id: 'x' })).toBeUndefined();
  expect(await say('/more', { id: 'x', at: 1 })).toBeUndefined();
  expect(await say('/all', [{ id: 'x' }])).toBeUndefined();
  expect(await say('/one', '', 204)).toBeUndefined();
  expect(await say('/one', { id: 'x', secret: 'y' })).toContain('secret');
  expect(await say('/more', { id: 'x', at: 1, secret: 'y' })).toContain('secret');
  expect(await say('/all', [{ id: 'x', secret: 'y' }])).toContain('secret');
  expect(await say('/one', { id: 1 })).toContain('string');
  expect(await say('/one', {})).toContain('id');
  expect(await say('/one', { id: 'x' }, 418)).toContain('not described');
  expect(
    await planted.wrongWith('GET', '/one', new Response('<p>', { headers: { 'content-type': 'text/html' } })),
  ).toContain('text/html');
});
