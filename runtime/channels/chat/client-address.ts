import { isIPv6 } from 'node:net';

/**
 * Who counts as one asker: the address at the far end, past our own proxies.
 * @param remote address of the socket
 * @param forwardedFor the X-Forwarded-For header; only what our own proxies have put there is believed
 * @param proxies how many of ours stand before this server
 */
export function askerOf(
  remote: string | undefined,
  forwardedFor: string | undefined,
  proxies: number,
): string | undefined {
  const chain = (forwardedFor ?? '').split(',').flatMap((one) => one.trim() || []);
  // Each proxy adds the address it was called from at the end.
  const address = (proxies > 0 ? chain.at(-proxies) : undefined) ?? remote;
  return address === undefined ? undefined : network(address);
}

/** An IPv6 customer has a whole network of addresses, so the network counts. */
function network(address: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  if (mapped !== undefined) return mapped;
  if (!isIPv6(address)) return address;
  const [before = '', after] = address.toLowerCase().split('::');
  const head = before.split(':').filter(Boolean);
  const tail = (after ?? '').split(':').filter(Boolean);
  const missing = after === undefined ? 0 : 8 - head.length - tail.length;
  const all = [...head, ...Array<string>(Math.max(0, missing)).fill('0'), ...tail];
  return `${all
    .slice(0, 4)
    .map((part) => part.replace(/^0+(?=.)/, ''))
    .join(':')}::/64`;
}
