import { isIP } from 'node:net';
import ipaddr from 'ipaddr.js';

/** Where an IP address leads: the open internet, the network we are in, this very machine, or nowhere anybody may be sent. */
export type Place = 'outside' | 'inside' | 'ownMachine' | 'nowhere';

const PLACES: { [range: string]: Place } = {
  unicast: 'outside',
  private: 'inside',
  carrierGradeNat: 'inside',
  uniqueLocal: 'inside',
  loopback: 'ownMachine',
};

/** Clouds tell secrets to whoever asks at these addresses; the other usual one, 169.254.169.254, is link-local. */
const METADATA = new Set(['100.100.100.200', '192.0.0.192', 'fd00:ec2::254', 'fd20:ce::254']);

/**
 * Where an address leads. Link-local, multicast, documentation, benchmarking and IPv6 forms that carry an IPv4 address
 * (mapped, NAT64, 6to4, Teredo) lead nowhere, whatever they carry (RFC 6890, 6052, 3056, 4380).
 */
export function placeOf(address: string): Place {
  const bare = address.replace(/^\[|\]$/g, '');
  // A zone id (`fe80::1%eth0`) chooses a network card, which is nobody's to choose.
  if (isIP(bare) === 0 || bare.includes('%') || !ipaddr.isValid(bare)) return 'nowhere';
  const parsed = ipaddr.parse(bare);
  if (METADATA.has(parsed.toString())) return 'nowhere';
  const place = PLACES[parsed.range()] ?? 'nowhere';
  if (place !== 'outside' || parsed.kind() === 'ipv4') return place;
  // Only 2000::/3 is given out as global unicast (RFC 4291, IANA registry).
  return parsed.match(ipaddr.parseCIDR('2000::/3')) ? 'outside' : 'nowhere';
}
