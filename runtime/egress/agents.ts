import { lookup as lookUpName, type LookupAddress } from 'node:dns';
import type { LookupFunction } from 'node:net';
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
  const lookup: LookupFunction = (name, options, done) => {
    lookUp(name).then(
      (addresses) => {
        // One bad address among several refuses them all: it would be the one a rebinding name wants to be used.
        if (addresses.some(({ address }) => !places.includes(placeOf(address))))
          done(new EgressRefused('egress.inside-network', `"${name}" leads inside a network.`), '', 4);
        else if (addresses.length === 0)
          done(new EgressRefused('egress.no-address', `"${name}" has no address.`), '', 4);
        else if (options.all) done(null, addresses);
        else done(null, addresses[0]!.address, addresses[0]!.family);
      },
      (error: NodeJS.ErrnoException) => done(error, '', 4),
    );
  };
  return new Agent({
    connect: { lookup, timeout: 5_000 },
    connections: 128,
    headersTimeout: 60_000,
    bodyTimeout: 60_000,
    keepAliveTimeout: 10_000,
  });
}
