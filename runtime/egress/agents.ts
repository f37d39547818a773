import { lookup as lookUpName, type LookupAddress } from 'node:dns';
import type { LookupFunction } from 'node:net';
import { callbackify } from 'node:util';
import { Agent } from 'undici';
import { type Place, placeOf } from './address.ts';
import { type AllowedHost, placesFor } from './allow-list.ts';
import { EgressRefused } from './check-url.ts';

/** How names become addresses; a test may bring its own. */
export type LookUp = (name: string) => Promise<LookupAddress[]>;

export const systemLookUp: LookUp = (name) =>
  new Promise((resolve, reject) =>
    lookUpName(name, { all: true, verbatim: true }, (error, addresses) =>
      error ? reject(error) : resolve(addresses),
    ),
  );

/** Connections kept apart by where they may end, so that none is used again for an entry that allows less. */
export function agents(lookUp: LookUp): (entry: AllowedHost) => Agent {
  const known = new Map<string, Agent>();
  return (entry) => {
    const places = placesFor(entry);
    const key = places.join(' ');
    const agent = known.get(key) ?? agentFor(lookUp, places);
    known.set(key, agent);
    return agent;
  };
}

/** Looks names up at the moment of connecting; literal addresses were checked with the URL. Reads no proxy from the environment. */
function agentFor(lookUp: LookUp, places: readonly Place[]): Agent {
  const checked = callbackify(async (name: string): Promise<LookupAddress[]> => {
    const addresses = await lookUp(name);
    // One bad address among several refuses them all: it would be the one a rebinding name wants to be used.
    if (addresses.some(({ address }) => !places.includes(placeOf(address))))
      throw new EgressRefused('egress.inside-network', `"${name}" leads inside a network.`);
    if (addresses.length === 0) throw new EgressRefused('egress.no-address', `"${name}" has no address.`);
    return addresses;
  });
  const lookup: LookupFunction = (name, { all }, done) =>
    checked(name, (error, addresses) => {
      const [first] = addresses ?? [];
      if (error || !first) done(error, '', 4);
      else if (all) done(null, addresses);
      else done(null, first.address, first.family);
    });
  return new Agent({
    connect: { lookup, timeout: 5_000 },
    connections: 128,
    headersTimeout: 60_000,
    bodyTimeout: 60_000,
    keepAliveTimeout: 10_000,
  });
}
