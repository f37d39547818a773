import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { chromium as playwright, type Browser, type BrowserContext, type Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { chromium } from '../kit/browser-setup.ts';
import { useTarget } from './kit/target.ts';
import { noteTried } from './kit/tried.ts';

const target = useTarget();
let attacker: Server;
let evil: string;
let browser: Browser;
let context: BrowserContext;
/** What arrived at a server that guards nothing. */
const arrived: string[] = [];

/** Another site in the browser of somebody who is signed in here. Another name for this machine is another site. */
beforeAll(async () => {
  attacker = createServer((request, response) => {
    if (request.url !== '/') arrived.push(`${request.method} ${request.url} ${request.headers.cookie ?? ''}`);
    response.writeHead(200, { 'content-type': 'text/html' }).end('<!doctype html><body>You have won!</body>');
  });
  await new Promise<void>((resolve) => attacker.listen(0, '127.0.0.1', resolve));
  evil = `http://localhost:${(attacker.address() as AddressInfo).port}`;
  browser = await playwright.launch({ executablePath: chromium, args: ['--no-sandbox', '--disable-gpu'] });
  context = await browser.newContext();
  const { admin, url } = target();
  await context.addCookies(
    admin.cookie.split('; ').map((pair) => {
      const at = pair.indexOf('=');
      return { name: pair.slice(0, at), value: pair.slice(at + 1), url };
    }),
  );
});
afterAll(async () => {
  await browser.close();
  attacker.close();
});

/** The attacker's page, opened anew: what the one before still does must not disturb. */
async function visit(): Promise<Page> {
  await Promise.all(context.pages().map((open) => open.close()));
  const page = await context.newPage();
  await page.goto(evil);
  return page;
}

const tokens = async (): Promise<string> => (await target().admin.get('/api/tokens')).text();

it('forms of another site change nothing', async (test) => {
  const before = await tokens();
  const types = ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data'];
  const paths = [
    '/api/tokens',
    '/api/invitations',
    '/api/auth/sign-out',
    '/api/organisation',
    '/api/flows/publish',
  ];
  for (const type of types)
    for (const path of paths) {
      const page = await visit();
      const answer = page.waitForResponse((response) => response.url().endsWith(path));
      await page.evaluate(
        ([action, enctype]) => {
          const form = document.createElement('form');
          Object.assign(form, { method: 'post', action, enctype });
          const field = document.createElement('input');
          field.name = '{"name":"stolen","scopes":["flows:read"],"x":"';
          field.value = '"}';
          form.append(field);
          document.body.append(form);
          form.submit();
        },
        [target().url + path, type] as const,
      );
      expect((await answer).status()).toBe(403);
    }
  noteTried(test, types.length * paths.length, 0);
  expect(await tokens()).toBe(before);
});

it('calls of another site are refused or unreadable', async (test) => {
  const before = await tokens();
  const page = await visit();
  const results = await page.evaluate(async (url) => {
    const json = { 'content-type': 'application/json' };
    const body = '{"name":"stolen","scopes":["flows:read"]}';
    const ways: [string, RequestInit][] = [
      ['/api/tokens', { method: 'POST', headers: json, body }],
      ['/api/tokens', { method: 'POST', body }],
      ['/api/tokens', { method: 'POST', mode: 'no-cors', body: new Blob([body], { type: 'text/plain' }) }],
      ['/api/tokens', { method: 'POST', mode: 'no-cors' }],
      ['/api/organisation', { method: 'PATCH', headers: json, body: '{}' }],
      ['/api/connections/web', { method: 'DELETE' }],
      ['/api/me', {}],
      ['/api/flows', {}],
      ['/api/audit', { mode: 'no-cors' }],
      ['/', {}],
      ['/channels/chat/web/visitors', { method: 'POST', headers: json, body: '{}' }],
    ];
    const read: string[] = [];
    for (const [path, init] of ways) {
      const answer = await fetch(url + path, { credentials: 'include', ...init }).catch(() => undefined);
      const text = await answer?.text().catch(() => '');
      if (text) read.push(`${path}: ${text.slice(0, 80)}`);
    }
    return { tried: ways.length, read };
  }, target().url);
  noteTried(test, results.tried, results.read.length);
  expect(results.read).toEqual([]);
  expect(await tokens()).toBe(before);
});

it('no page of ours is shown in a frame of another site', async (test) => {
  const paths = ['/', '/flows/clinic', '/settings/members', '/chat', '/api/me', '/widget.js', '/nowhere'];
  for (const path of paths) {
    const page = await visit();
    await page.evaluate((src) => {
      const frame = document.createElement('iframe');
      frame.src = src;
      document.body.append(frame);
    }, target().url + path);
    await page.waitForTimeout(400);
    const [, inner] = page.frames();
    const text = await inner?.evaluate(() => document.body.innerText).catch(() => '');
    expect([path, /Patchbay|Clinic|"id"|status|function/i.test(text ?? '')]).toEqual([path, false]);
  }
  noteTried(test, paths.length, 0);
});

it('no socket opens from another site', async () => {
  const page = await visit();
  const opened = await page.evaluate(
    (url) =>
      new Promise<boolean>((resolve) => {
        const socket = new WebSocket(`${url.replace('http', 'ws')}/channels/chat/web/socket`);
        socket.addEventListener('open', () => resolve(true));
        socket.addEventListener('error', () => resolve(false));
      }),
    target().url,
  );
  expect(opened).toBe(false);
});

it('the same gets through to a server without guards, and to ours from our own page (positive control)', async () => {
  const page = await visit();
  await page.evaluate(async () => {
    await fetch('/form', { method: 'POST', mode: 'no-cors', body: 'x' });
    const frame = document.createElement('iframe');
    frame.src = '/framed';
    document.body.append(frame);
    await new Promise((resolve) => frame.addEventListener('load', resolve));
  });
  expect(arrived.map((line) => line.split(' ')[1])).toEqual(expect.arrayContaining(['/form', '/framed']));
  expect(await page.frames()[1]?.evaluate(() => document.body.innerText)).toContain('You have won');
  await page.goto(target().url);
  const own = await page.evaluate(async () => {
    const made = await fetch('/api/tokens', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{"name":"own","scopes":["flows:read"]}',
    });
    const socket = new WebSocket(`${location.origin.replace('http', 'ws')}/channels/chat/web/socket`);
    const opened = await new Promise((resolve) => {
      socket.addEventListener('open', () => resolve(true));
      socket.addEventListener('error', () => resolve(false));
    });
    return { status: made.status, opened };
  });
  expect(own).toEqual({ status: 201, opened: true });
});
