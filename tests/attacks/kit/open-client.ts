import type { LookupAddress } from 'node:dns';
import { isIP, type LookupFunction } from 'node:net';
import { Agent, interceptors, request } from 'undici';
import { HOSTILE_NAMES } from '../corpora/egress-urls.ts';

/** Look-ups of the tests: hostile names as the corpus says, nothing else. Never asks a real server. */
export const testLookUp = (name: string): Promise<LookupAddress[]> => {
  const addresses = HOSTILE_NAMES[name.toLowerCase()] ?? [];
  return Promise.resolve(addresses.map((address) => ({ address, family: isIP(address) })));
};

/** A client as it is written without a thought of where it goes: what the guard is measured against. */
export async function openCall(url: string, more: { timeoutMs?: number } = {}): Promise<string> {
  const lookup: LookupFunction = (name, { all }, done) => {
    const found = (HOSTILE_NAMES[name.toLowerCase()] ?? []).map((address) => ({
      address,
      family: isIP(address),
    }));
    const [last] = found.slice(-1);
    if (!last) done(new Error('no such name'), '', 4);
    else if (all) done(null, found);
    else done(null, last.address, last.family);
  };
  const agent = new Agent({ connect: { lookup, timeout: 300 } }).compose(
    interceptors.redirect({ maxRedirections: 5 }),
  );
  try {
    const response = await request(new URL(url), {
      dispatcher: agent,
      signal: AbortSignal.timeout(more.timeoutMs ?? 500),
    });
    return await response.body.text();
  } catch {
    return '';
  } finally {
    void agent.destroy();
  }
}
