import { expect, test } from 'vitest';
import { chatConfigSchema, configOf } from './config.ts';
import { isAllowed } from './origins.ts';

const config = { origins: ['https://shop.example'] };
const own = { host: 'chat.example:8443', publicUrl: 'https://public.example/base' };

test.each([
  ['https://shop.example', true],
  ['https://chat.example:8443', true],
  ['http://chat.example:8443', true],
  ['https://public.example', true],
  ['https://shop.example.evil.example', false],
  ['https://sub.shop.example', false],
  ['http://shop.example', false],
  ['https://shop.example:444', false],
  ['https://chat.example', false],
  ['http://public.example', false],
  ['https://chat.example:8443/path', false],
  ['null', false],
  ['', false],
  ['//chat.example:8443', false],
  [undefined, false],
])('a page at %s: %s', (origin, allowed) => expect(isAllowed(origin, config, own)).toBe(allowed));

test('without a list only this server’s own pages are let in', () => {
  const nothing = { host: undefined, publicUrl: undefined };
  expect(isAllowed('https://shop.example', { origins: [] }, nothing)).toBe(false);
  expect(isAllowed('http://localhost:3000', { origins: [] }, { ...nothing, host: 'localhost:3000' })).toBe(
    true,
  );
});

test.each([
  ['https://shop.example/'],
  ['shop.example'],
  ['https://shop.example/a'],
  ['ftp://shop.example'],
  ['*'],
])('%s is no origin', (origin) =>
  expect(chatConfigSchema.safeParse({ origins: [origin] }).success).toBe(false),
);

test('settings nobody can read open nothing', () => {
  const broken = {
    id: 'web',
    organisation: 'demo',
    channel: 'chat',
    name: 'Web',
    flow: 'clinic',
    config: { origins: '*' },
  };
  expect(configOf(broken)).toEqual({ origins: [], title: {}, proxies: 0 });
});
