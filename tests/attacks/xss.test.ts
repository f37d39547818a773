import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { done } from '../kit/people.ts';
import { XSS, XSS_PAYLOADS } from './corpora/xss.ts';
import { outlineText } from './kit/outline-text.ts';
import { useTarget } from './kit/target.ts';
import { noteTried } from './kit/tried.ts';
import { hostileFlow, PLAIN_PAYLOADS } from './kit/xss-flow.ts';
import { type XssStage, xssStage } from './kit/xss-stage.ts';

const target = useTarget();
let stage: XssStage;
let page: Page;
const chats: string[] = [];

/** Payloads go in as everything an API takes by name; what is refused is stopped as well. */
beforeAll(async () => {
  const { url, admin } = target();
  const flows = [PLAIN_PAYLOADS.slice(0, 80), PLAIN_PAYLOADS.slice(80)];
  for (const [index, part] of flows.entries()) {
    await done(admin.send('POST', '/api/flows/publish', hostileFlow(`hostile${index}`, part)));
    const chat = {
      channel: 'chat',
      name: part[3],
      flow: `hostile${index}`,
      config: { title: { en: part[4]?.slice(0, 60) } },
    };
    const made = await done(admin.send('POST', '/api/connections', chat));
    chats.push(((await made.json()) as { id: string }).id);
  }
  for (const payload of XSS_PAYLOADS)
    await admin.send('POST', '/api/tokens', { name: payload, scopes: ['flows:read'] });
  for (const payload of XSS_PAYLOADS.slice(0, 20))
    await admin.send('POST', '/api/invitations', { email: `${payload}@example.com`, role: 'agent' });
  stage = await xssStage();
  const cookies = admin.cookie.split('; ').map((pair) => {
    const at = pair.indexOf('=');
    return { name: pair.slice(0, at), value: pair.slice(at + 1), url };
  });
  await stage.context.addCookies(cookies);
  page = await stage.context.newPage();
});
afterAll(() => stage.close());

const nothingRan = () =>
  expect({ ran: stage.ran.splice(0), stopped: stage.stopped.splice(0) }).toEqual({ ran: [], stopped: [] });
const textOf = (on: Page, where: string): Promise<string> =>
  on.locator(where).evaluateAll((all) => all.map((one) => one.textContent).join('\n'));
const flat = (text: string): string => text.replaceAll(/\s+/g, ' ');

it('in flows: the drawing, its outline, document and machine show them as text', async (context) => {
  for (const [index, part] of [PLAIN_PAYLOADS.slice(0, 80), PLAIN_PAYLOADS.slice(80)].entries()) {
    await page.goto(`${target().url}/flows/hostile${index}`);
    await page.getByRole('tab').first().waitFor();
    await page.getByRole('treeitem').first().waitFor();
    const shown = flat(await outlineText(page));
    for (const payload of part) {
      const name = flat(payload.replaceAll(/\p{Cc}/gu, ' ').slice(0, 60)).trim();
      expect(shown).toContain(name);
    }
    for (const tab of await page.getByRole('tab').all()) {
      await tab.click();
      await page.waitForTimeout(800);
    }
  }
  nothingRan();
  noteTried(context, PLAIN_PAYLOADS.length * 4, 0);
});

it('in names: flows, connections, tokens, invitations, members and audit', async (context) => {
  for (const path of [
    '/',
    '/node-types',
    '/settings/tokens',
    '/settings/members',
    '/settings/audit',
    '/settings/account',
  ]) {
    await page.goto(target().url + path);
    await page.waitForTimeout(700);
    const seen = await textOf(page, 'main');
    expect(path === '/settings/tokens' ? seen : '<img src=x onerror=hit()>').toContain(
      '<img src=x onerror=hit()>',
    );
  }
  nothingRan();
  noteTried(context, XSS_PAYLOADS.length * 2, 0);
});

it('in the chat: what the flow says and offers', async (context) => {
  for (const [index, part] of [PLAIN_PAYLOADS.slice(0, 80), PLAIN_PAYLOADS.slice(80)].entries()) {
    const chat = await stage.context.newPage();
    await chat.goto(`${target().url}/chat?connection=${chats[index]}&lang=en`);
    await chat.locator('.choice').first().waitFor();
    const shown = flat(await textOf(chat, '.bubble, .choice'));
    const missing = part.filter((payload) => !shown.includes(flat(payload).trim()));
    expect(missing).toEqual([]);
    const addresses = await chat
      .locator('.bubble a')
      .evaluateAll((all) => all.map((one) => one.getAttribute('href')));
    expect(addresses.filter((address) => !/^https?:\/\//.test(address ?? ''))).toEqual([]);
    await chat.close();
  }
  nothingRan();
  noteTried(context, PLAIN_PAYLOADS.length, 0);
});

it('in the chat: what the customer says', async (context) => {
  const chat = await stage.context.newPage();
  await chat.goto(`${target().url}/chat?connection=${chats[0]}&lang=en`);
  await chat.locator('.choice').first().waitFor();
  // A visitor may say twenty things a minute: many payloads in each.
  for (let from = 0; from < XSS_PAYLOADS.length; from += 12) {
    await chat.locator('textarea').fill(XSS_PAYLOADS.slice(from, from + 12).join('\n'));
    await chat.locator('textarea').press('Enter');
  }
  await chat.locator('.own .bubble').nth(12).waitFor();
  const shown = flat(await textOf(chat, '.own .bubble'));
  expect(XSS_PAYLOADS.filter((payload) => !shown.includes(flat(payload).trim()))).toEqual([]);
  await chat.close();
  nothingRan();
  noteTried(context, XSS_PAYLOADS.length, 0);
});

it('in addresses: pages and the API’s own refusals', async (context) => {
  const { url } = target();
  for (let from = 0; from < XSS_PAYLOADS.length; from += 4) {
    const some = XSS_PAYLOADS.slice(from, from + 4)
      .join('')
      .replaceAll(/[\ud800-\udfff]/g, '');
    const encoded = encodeURIComponent(some);
    for (const path of [`/api/flows/${encoded}?q=${encoded}`, `/chat?lang=${encoded}&connection=${encoded}`])
      await page.goto(url + path, { waitUntil: 'domcontentloaded' });
  }
  for (const payload of XSS_PAYLOADS.filter((_, index) => index % 20 === 0)) {
    const encoded = encodeURIComponent(payload);
    await page.goto(`${url}/welcome?token=${encoded}#${encoded}`);
    await page.goto(`${url}/${encoded}?sort=${encoded}`);
  }
  nothingRan();
  noteTried(context, XSS_PAYLOADS.length * 2, 0);
});

it('run in a page that takes them for markup, and its policy is heard where it has one (positive control)', async () => {
  expect(new Set(XSS_PAYLOADS).size).toBeGreaterThanOrEqual(150);
  const { url } = target();
  const policy = (await fetch(url)).headers.get('content-security-policy') ?? '';
  const server = createServer((request, response) => {
    const walls = request.url === '/walled' ? { 'content-security-policy': policy } : {};
    const list = Object.values(XSS)
      .flat()
      .map((payload) => `<div>${payload}</div>`);
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', ...walls });
    const at = Number(new URL(request.url ?? '', url).searchParams.get('at'));
    response.end(`<!doctype html>${list.slice(at, at + 4).join('')}`);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const open = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const victim = await stage.context.newPage();
  for (let at = 0; at < 60; at += 4)
    await victim.goto(`${open}/?at=${at}`, { waitUntil: 'load' }).catch(() => undefined);
  await victim.waitForTimeout(300);
  expect(stage.ran.splice(0).length).toBeGreaterThan(15);
  stage.stopped.splice(0);
  await victim.goto(`${open}/walled`, { waitUntil: 'load' });
  await victim.waitForTimeout(300);
  expect(stage.stopped.splice(0).length).toBeGreaterThan(0);
  expect(stage.ran.splice(0)).toEqual([]);
  await victim.close();
  server.close();
});
