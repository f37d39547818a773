import { randomInt } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { beforeAll, expect, it } from 'vitest';
import { SCOPES } from '../../runtime/api/access.ts';
import { draws } from '../kit/forgeries.ts';
import { done, joined, type Person } from '../kit/people.ts';
import { generator } from './kit/generate.ts';
import { filled, type Operation, operationsOf, showsInsides } from './kit/operations.ts';
import { type Target, useTarget } from './kit/target.ts';
import { noteTried } from './kit/tried.ts';

/** Requests; more of them with ATTACK_ROUNDS. */
const ROUNDS = Number(process.env['ATTACK_ROUNDS'] ?? 5_000);
const AT_ONCE = 8;
const SEED = Number(process.env['ATTACK_SEED'] ?? randomInt(2 ** 31));
const CANARY = 'canary-of-the-other-company';

const target = useTarget();
let other: Person;
beforeAll(async () => {
  other = await rival(target());
});

/** Another organisation of the installation, full of what only it may see. */
async function rival({ url, database }: Target): Promise<Person> {
  const { token } = JSON.parse(readFileSync(`${database}.runtime.json`, 'utf8')) as { token: string };
  const made = await done(
    fetch(`${url}/api/organisations`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ name: CANARY }),
    }),
  );
  const { path } = (await made.json()) as { path: string };
  const admin = await joined(
    (request) => fetch(request),
    path,
    { name: CANARY, email: `${CANARY}@example.com` },
    url,
  );
  await done(admin.send('POST', '/api/tokens', { name: CANARY, scopes: ['flows:read'] }));
  await done(
    admin.send('POST', '/api/invitations', { email: `guest-of-${CANARY}@example.com`, role: 'agent' }),
  );
  return admin;
}

/** Ways to be somebody of the first organisation; nobody as well. The command line's token is of the first one, too. */
async function askers({ url, admin, database }: Target): Promise<{ [name: string]: string }[]> {
  const made = await done(admin.send('POST', '/api/tokens', { name: 'fuzz', scopes: [...SCOPES] }));
  const { token } = (await made.json()) as { token: string };
  const local = JSON.parse(readFileSync(`${database}.runtime.json`, 'utf8')) as { token: string };
  const person = { origin: url, cookie: admin.cookie };
  const program = { authorization: `Bearer ${token}` };
  const machine = { authorization: `Bearer ${local.token}` };
  return [program, program, program, machine, machine, person, { origin: url }];
}

/** Would end or lock the very accounts the others ask with; the matrix of routes and roles tries them. */
const ENDS_ASKERS =
  /^(DELETE \/me|POST \/auth\/sign-out|DELETE \/tokens|PATCH \/members|DELETE \/members|POST \/organisations)/;

it(
  `${ROUNDS} requests made from the API's own description break nothing and show nothing`,
  { timeout: ROUNDS * 40 },
  async (context) => {
    process.stdout.write(`fuzz: ATTACK_SEED=${SEED} ATTACK_ROUNDS=${ROUNDS}\n`);
    const { url, admin } = target();
    const hidden = await idsSeenBy(other);
    const own = await idsSeenBy(admin);
    const as = await askers(target());
    const { operations, named } = await operationsOf(url);
    const usable = operations.filter(({ method, path }) => !ENDS_ASKERS.test(`${method} ${path}`));
    const draw = draws(SEED);
    const make = generator(draw, named, ['clinic', 'web', 'answer', 'phone', 'main', '1', ...own, ...hidden]);
    const found: string[] = [];
    const statuses = new Map<number, number>();

    const ask = async (operation: Operation): Promise<void> => {
      const request = requestFor(operation, make);
      const headers = new Headers({ ...make.pick(as), ...request.headers });
      const answer = await fetch(url + request.path, { ...request, headers, redirect: 'manual' });
      const said = await answer.text();
      statuses.set(answer.status, (statuses.get(answer.status) ?? 0) + 1);
      const wrong = [
        answer.status >= 500 ? 'broke' : '',
        showsInsides(said) ? 'shows its insides' : '',
        // Its own words coming back in a refusal show nothing of the other side.
        said.includes(CANARY) && !String(request.body).includes(CANARY) ? 'shows the other organisation' : '',
      ].filter((one) => one !== '');
      if (wrong.length > 0)
        found.push(
          `${wrong.join()}: ${request.method} ${request.path} ${request.body ?? ''} → ${answer.status} ${said.slice(0, 300)}`,
        );
    };
    let left = ROUNDS;
    await Promise.all(
      Array.from({ length: AT_ONCE }, async () => {
        while (left > 0) {
          left -= 1;
          await ask(make.pick(usable));
        }
      }),
    );
    noteTried(context, ROUNDS, found.length);
    expect(found).toEqual([]);
    // Some get through: a generator whose every request is refused at the door tests the door only.
    for (const status of [200, 400, 401, 404]) expect(statuses.get(status) ?? 0).toBeGreaterThan(10);
    expect((await fetch(`${url}/api/health`)).status).toBe(200);
  },
);

it('would be seen: the other organisation’s own admin reads its canary (positive control)', async () => {
  const { url } = target();
  expect((await fetch(`${url}/api/members`)).status).toBe(401);
  expect(await (await other.get('/api/members')).text()).toContain(CANARY);
  expect(showsInsides('Error: x\n    at open (file:///srv/app/main.js:1:1)')).toBe(true);
});

function requestFor(operation: Operation, make: ReturnType<typeof generator>) {
  const query = new URLSearchParams();
  for (const { name, in: where, schema } of operation.parameters)
    if (where === 'query') query.set(name, String(make.value(schema)));
  const path = `/api${filled(operation.path, () => make.text().replaceAll(/[\ud800-\udfff]/g, '?') || 'x')}?${query}`;
  if (operation.method === 'GET') return { method: 'GET', path, headers: {} as Record<string, string> };
  const body = JSON.stringify(operation.body ? make.value(operation.body) : make.anything());
  return { method: operation.method, path, headers: { 'content-type': 'application/json' }, body };
}

/** What the lists of somebody's own organisation name. */
async function idsSeenBy(person: Person): Promise<string[]> {
  const said = await Promise.all(
    ['/api/members', '/api/tokens', '/api/invitations', '/api/flows'].map(async (path) =>
      (await person.get(path)).text(),
    ),
  );
  return said.flatMap((text) => [...text.matchAll(/"id":"([^"]+)"/g)].map(([, id]) => id!));
}
