import type { HttpBindings } from '@hono/node-server';
import type { Context } from 'hono';
import ipaddr from 'ipaddr.js';

/**
 * Who asks, as far as it can be known: the peer of the connection, or, if that is a proxy we trust, the last address in
 * `X-Forwarded-For` that is not one. Headers from anybody else say nothing.
 */
export function clientAddress(c: Context, trusted: readonly string[]): string {
  const bindings = c.env as Partial<HttpBindings> | undefined;
  const peer = plain(bindings?.incoming?.socket.remoteAddress ?? 'unknown');
  if (!isTrusted(peer, trusted)) return peer;
  const hops = (c.req.header('x-forwarded-for') ?? '').split(',').map((hop) => plain(hop.trim()));
  return hops.toReversed().find((hop) => ipaddr.isValid(hop) && !isTrusted(hop, trusted)) ?? peer;
}

/** An IPv4 address may come in the clothes of an IPv6 one. */
const plain = (address: string): string =>
  ipaddr.isValid(address) ? ipaddr.process(address).toString() : address;

function isTrusted(address: string, trusted: readonly string[]): boolean {
  if (!ipaddr.isValid(address)) return false;
  const parsed = ipaddr.parse(address);
  return trusted.some((range) => {
    const [network, bits] = ipaddr.parseCIDR(
      range.includes('/') ? range : `${range}/${range.includes(':') ? 128 : 32}`,
    );
    return network.kind() === parsed.kind() && parsed.match(network, bits);
  });
}
