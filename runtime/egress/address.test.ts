import { expect, test } from 'vitest';
import { allowing, placesFor } from './allow-list.ts';
import { placeOf } from './address.ts';
import { checkUrl } from './check-url.ts';

test.each([
  ['93.184.216.34', 'outside'],
  ['2606:2800:220:1:248:1893:25c8:1946', 'outside'],
  ['10.1.2.3', 'inside'],
  ['172.31.0.1', 'inside'],
  ['192.168.1.1', 'inside'],
  ['100.64.0.1', 'inside'],
  ['fd12::1', 'inside'],
  ['127.0.0.1', 'ownMachine'],
  ['127.9.9.9', 'ownMachine'],
  ['::1', 'ownMachine'],
  ['[::1]', 'ownMachine'],
  ['0.0.0.0', 'nowhere'],
  ['169.254.169.254', 'nowhere'],
  ['100.100.100.200', 'nowhere'],
  ['fd00:ec2::254', 'nowhere'],
  ['::ffff:93.184.216.34', 'nowhere'],
  ['64:ff9b::5db8:d822', 'nowhere'],
  ['2002:5db8:d822::', 'nowhere'],
  ['2001::1', 'nowhere'],
  ['fe80::1%eth0', 'nowhere'],
  ['ff02::1', 'nowhere'],
  ['255.255.255.255', 'nowhere'],
  ['example.com', 'nowhere'],
])('%s leads %s', (address, place) => {
  expect(placeOf(address)).toBe(place);
});

const entry = (host: string, more: object = {}) => ({
  host,
  ports: [],
  plainHttp: false,
  insideNetwork: false,
  ...more,
});

test('a star stands for what is below a name, not for the name, and not for what ends like it', () => {
  const list = [entry('*.example.com')];
  expect(allowing(list, 'api.example.com')).toBeDefined();
  expect(allowing(list, 'A.B.EXAMPLE.com.')).toBeDefined();
  expect(allowing(list, 'example.com')).toBeUndefined();
  expect(allowing(list, 'badexample.com')).toBeUndefined();
});

test('this machine is meant only by its own name', () => {
  expect(placesFor(entry('intranet.example', { insideNetwork: true }))).toEqual(['outside', 'inside']);
  expect(placesFor(entry('localhost', { insideNetwork: true }))).toContain('ownMachine');
  expect(placesFor(entry('127.0.0.1', { insideNetwork: false }))).toEqual(['outside']);
});

test.each([
  ['http://a.example/', 'egress.plain-http'],
  ['https://a.example:8443/', 'egress.port'],
  ['https://me@a.example/', 'egress.userinfo'],
  ['https://b.example/', 'egress.not-allowed'],
  ['ftp://a.example/', 'egress.scheme'],
  ['no address', 'egress.not-a-url'],
  ['https://a.example/orders/../admin', 'egress.path'],
  ['https://a.example/orders/%2e%2E/admin', 'egress.path'],
  ['https://a.example/orders/.', 'egress.path'],
  ['https://a.example/orders\\..\\admin', 'egress.path'],
])('%s is refused as %s', (url, code) => {
  expect(() => checkUrl(url, [entry('a.example')])).toThrow(expect.objectContaining({ code }));
});

test.each(['https://a.example/', 'https://A.example:443/x..y/...?q=../..#..', 'https://a.example./'])(
  '%s is let through',
  (url) => {
    expect(checkUrl(url, [entry('a.example')]).entry.host).toBe('a.example');
  },
);
