import { isIP } from 'node:net';
import ipaddr from 'ipaddr.js';

/**
 * Whether an IP address lies on the open internet. Everything else is inside somebody's network or means another address:
 * loopback, private, link-local, carrier NAT, multicast, documentation, benchmarking, and IPv6 forms that carry an IPv4
 * address (mapped, NAT64, 6to4, Teredo), which are refused whatever they carry (RFC 6890, 6052, 3056, 4380).
 */
export function isPublicAddress(address: string): boolean {
  const bare = address.replace(/^\[|\]$/g, '');
  if (isIP(bare) === 0 || !ipaddr.isValid(bare)) return false;
  const parsed = ipaddr.parse(bare);
  if (parsed.range() !== 'unicast') return false;
  if (parsed.kind() === 'ipv4') return true;
  // Only 2000::/3 is given out as global unicast (RFC 4291, IANA registry).
  return parsed.match(ipaddr.parseCIDR('2000::/3'));
}
