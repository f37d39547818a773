import { describe, expect, test } from 'vitest';
import { chatRootRoutes } from './root-routes.ts';

const app = chatRootRoutes({ connection: () => undefined });

describe('the demo page', () => {
  test.each([
    ['/chat?lang=tr', 'lang="tr" dir="ltr"', 'Diş Klinik Demo'],
    ['/chat?lang=en', 'lang="en" dir="ltr"', 'Dental Clinic Demo'],
    ['/chat?lang=fa', 'lang="fa" dir="rtl"', 'کلینیک'],
    ['/chat?lang=xx', 'lang="en" dir="ltr"', 'Dental Clinic Demo'],
  ])('%s', async (path, language, name) => {
    const page = await (await app.request(path)).text();
    expect(page).toContain(language);
    expect(page).toContain(name);
    expect(page).not.toContain('{{');
  });

  test('speaks the browser’s language unless asked otherwise', async () => {
    const response = await app.request('/chat', {
      headers: { 'accept-language': 'tr-TR,tr;q=0.9,en;q=0.8' },
    });
    expect(await response.text()).toContain('lang="tr"');
  });

  test('points the widget at a connection, and at nothing else', async () => {
    const at = async (connection: string) =>
      (await app.request(`/chat?connection=${encodeURIComponent(connection)}`)).text();
    expect(await at('shop')).toContain('data-channel="shop"');
    expect(await at('"><script>alert(1)</script>')).toContain('data-channel="web"');
  });

  test('runs no script but the widget’s file', async () => {
    const response = await app.request('/chat');
    const policy = response.headers.get('content-security-policy')!;
    expect(policy).toContain("script-src 'self'");
    expect(policy).not.toMatch(/script-src[^;]*unsafe/);
    const scripts = (await response.text()).match(/<script[^>]*>[^<]*<\/script>/g);
    expect(scripts).toHaveLength(1);
    expect(scripts![0]).toMatch(/src="\/widget\.js"[^<]*><\/script>$/);
  });
});
