import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AllowedHost } from '../../runtime/egress/allow-list.ts';
import { guardedCall } from '../../runtime/egress/guarded-call.ts';
import { HOSTILE_URLS } from './corpora/egress-urls.ts';
import { openCall, testLookUp } from './kit/open-client.ts';
import { CANARY, type Local, serveSecret } from './kit/servers.ts';

const call = guardedCall(testLookUp);
const all = Object.entries(HOSTILE_URLS).flatMap(([trick, urls]) => urls.map((url) => [trick, url] as const));
let secret: Local;

beforeAll(async () => {
  secret = await serveSecret();
});
afterAll(() => secret.close());

const here = (url: string): string => url.replaceAll('PORT', String(secret.port));

const ask = (url: string, allowed: AllowedHost[]) =>
  call({ method: 'GET', url, headers: {}, timeoutMs: 400, redirects: 3 }, allowed);

/** What an organisation may have on its list. */
const partner = (): AllowedHost[] => [
  { host: 'api.partner.example', ports: [secret.port], plainHttp: true, insideNetwork: false },
  { host: '*.partner.example', ports: [], plainHttp: false, insideNetwork: false },
];

/** A list on which an admin was talked into putting the very host: all that is left are the checks of addresses. */
function itself(url: string): AllowedHost[] {
  if (!URL.canParse(url)) return partner();
  const { hostname } = new URL(url);
  const ports = [secret.port, 80, 443];
  return [{ host: hostname.replace(/\.$/, ''), ports, plainHttp: true, insideNetwork: false }];
}

describe(`${all.length} hostile addresses bring nothing from inside`, () => {
  it('are as many as promised, and no two the same', () => {
    expect(new Set(all.map(([, url]) => url)).size).toBe(all.length);
    expect(all.length).toBeGreaterThanOrEqual(120);
  });

  it.each(all)('%s: %j', async (_trick, url) => {
    const before = secret.seen.length;
    for (const allowed of [partner(), itself(here(url))]) {
      const answer = await ask(here(url), allowed);
      expect(answer).toHaveProperty('error');
      expect(JSON.stringify(answer)).not.toContain(CANARY);
    }
    expect(secret.seen.length).toBe(before);
  });

  it('of which an open client brings dozens (positive control)', async () => {
    const before = secret.seen.length;
    const told: string[] = [];
    for (const [, url] of all) if ((await openCall(here(url))).includes(CANARY)) told.push(url);
    expect(told.length).toBeGreaterThanOrEqual(40);
    expect(secret.seen.length - before).toBeGreaterThanOrEqual(told.length);
  });

  it('while a service the admin runs can be called by its own name (positive control of the guard)', async () => {
    const allowed = [{ host: '127.0.0.1', ports: [secret.port], plainHttp: true, insideNetwork: true }];
    expect(await ask(here('http://127.0.0.1:PORT/'), allowed)).toMatchObject({ status: 200, body: CANARY });
  });

  it('and a name of others never leads to this machine, even where the inner network is allowed', async () => {
    const allowed = [
      { host: '*.attacker.example', ports: [secret.port], plainHttp: true, insideNetwork: true },
    ];
    const before = secret.seen.length;
    for (const name of ['inside', 'inside6', 'both', 'metadata', 'zero', 'mapped'])
      expect(await ask(here(`http://${name}.attacker.example:PORT/`), allowed)).toHaveProperty('error');
    expect(secret.seen.length).toBe(before);
  });
});
