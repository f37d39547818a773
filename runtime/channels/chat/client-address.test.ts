import { expect, test } from 'vitest';
import { askerOf } from './client-address.ts';

test.each([
  ['no proxy', '192.0.2.1', undefined, 0, '192.0.2.1'],
  ['no proxy, a header made up', '192.0.2.1', '198.51.100.7', 0, '192.0.2.1'],
  ['one proxy', '127.0.0.1', '198.51.100.7', 1, '198.51.100.7'],
  ['one proxy, a header made up', '127.0.0.1', '10.9.9.9, 198.51.100.7', 1, '198.51.100.7'],
  ['two proxies', '127.0.0.1', '10.9.9.9, 198.51.100.7, 192.0.2.1', 2, '198.51.100.7'],
  ['a proxy that says nothing', '127.0.0.1', undefined, 1, '127.0.0.1'],
  ['nobody knows', undefined, undefined, 0, undefined],
  ['IPv4 in IPv6', '::ffff:192.0.2.1', undefined, 0, '192.0.2.1'],
  ['IPv6', '2001:db8:0:12:a:b:c:d', undefined, 0, '2001:db8:0:12::/64'],
  ['the same network, shortened', '2001:0db8:0:12::1', undefined, 0, '2001:db8:0:12::/64'],
  ['IPv6 of this machine', '::1', undefined, 0, '0:0:0:0::/64'],
])('%s', (_, remote, header, proxies, asker) => expect(askerOf(remote, header, proxies)).toBe(asker));
