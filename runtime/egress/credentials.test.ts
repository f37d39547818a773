import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { allCredentials, readCredential, saveCredential } from '../../db/queries/egress.ts';
import { database } from '../../db/test-kit/database.ts';
import { secretBox } from '../secret-box.ts';
import { credentialSchema, headersFor, rotate, storing } from './credentials.ts';

const SECRET = 'canary-4f1c-token';
const old = secretBox('the first secret of this installation', 'credentials');

async function kept(more: object = {}) {
  const { db, writer, file } = await database();
  const given = credentialSchema.parse({
    name: 'prices',
    hosts: ['api.example.com', '*.partner.example'],
    scheme: 'bearer',
    secret: SECRET,
    ...more,
  });
  await writer.commit({ statements: [storing(old, 'ours', given, 1)] });
  const headers = (url: string, box = old, organisation = 'ours') =>
    headersFor(db, box, organisation, 'prices', new URL(url));
  return { db, writer, file, headers };
}

const refused = (code: string) => expect.objectContaining({ code }) as Error;

test('is used for its hosts only, in its organisation only', async () => {
  const { headers } = await kept();
  expect(headers('https://api.example.com/x')).toEqual({ authorization: `Bearer ${SECRET}` });
  expect(headers('https://a.partner.example./')).toEqual({ authorization: `Bearer ${SECRET}` });
  expect(() => headers('https://evil.example/')).toThrow(refused('egress.credential-host'));
  expect(() => headers('https://api.example.com.evil.example/')).toThrow(refused('egress.credential-host'));
  expect(() => headers('https://api.example.com/', old, 'theirs')).toThrow(
    refused('egress.credential-unknown'),
  );
});

test('is shown the way its scheme says', async () => {
  const basic = await kept({ scheme: 'basic', secret: 'me:word' });
  expect(basic.headers('https://api.example.com')).toEqual({ authorization: 'Basic bWU6d29yZA==' });
  const header = await kept({ scheme: 'header', header: 'X-Api-Key' });
  expect(header.headers('https://api.example.com')).toEqual({ 'x-api-key': SECRET });
  expect(
    credentialSchema.safeParse({ name: 'a', hosts: ['a.example'], scheme: 'header', secret: 'x' }).success,
  ).toBe(false);
});

test('is nowhere to be read in the files of the database', async () => {
  const { file, db } = await kept();
  const bytes = [file, `${file}-wal`].map((path) => readFileSync(path, 'latin1')).join('');
  expect(bytes).toContain('api.example.com');
  expect(bytes).not.toContain(SECRET);
  expect(JSON.stringify(allCredentials(db))).not.toContain(SECRET);
});

test.each([
  ['other hosts', { hosts: ['evil.example'] }],
  ['another name', { name: 'other' }],
  ['another organisation', { organisation: 'theirs' }],
  ['another header', { scheme: 'header' as const, header: 'x-echo' }],
])('a row that was given %s does not open', async (_what, change) => {
  const { db, writer } = await kept();
  const row = { ...readCredential(db, 'ours', 'prices')!, ...change };
  await writer.commit({ statements: [saveCredential(row)] });
  const host = row.hosts[0]!;
  expect(() => headersFor(db, old, row.organisation, row.name, new URL(`https://${host}/`))).toThrow(
    refused('egress.credential-sealed'),
  );
});

test('a new key takes over while calls go on, and then the old one opens nothing', async () => {
  const { db, writer, headers } = await kept();
  const both = secretBox('the second secret', 'credentials', ['the first secret of this installation']);
  expect(headers('https://api.example.com/', both)).toEqual({ authorization: `Bearer ${SECRET}` });
  expect(await rotate({ db, writer }, both)).toEqual({ sealed: 1, unreadable: 0 });
  expect(await rotate({ db, writer }, both)).toEqual({ sealed: 0, unreadable: 0 });
  expect(headers('https://api.example.com/', secretBox('the second secret', 'credentials'))).toEqual({
    authorization: `Bearer ${SECRET}`,
  });
  expect(() => headers('https://api.example.com/')).toThrow(refused('egress.credential-sealed'));
});
