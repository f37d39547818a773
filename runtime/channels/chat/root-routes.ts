import { Hono } from 'hono';
import type { Host } from '../adapter.ts';
import { configOf } from './config.ts';
import { demoPage } from './demo/page.ts';
import { type WidgetFile, widgetFile } from './widget-file.ts';

/** Ten minutes without asking, a week more while the browser asks in the background. */
const CACHING = 'public, max-age=600, stale-while-revalidate=604800';

/** The connection the page shows when its address names none. */
const DEMO_CONNECTION = 'web';

/** @param ancestors pages that may show this one in a frame */
const pagePolicy = (ancestors: readonly string[]): string =>
  [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'unsafe-inline'",
    "connect-src 'self'",
    "img-src 'self' data:",
    "base-uri 'none'",
    "form-action 'none'",
    `frame-ancestors ${ancestors.length > 0 ? ancestors.join(' ') : "'none'"}`,
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ].join('; ');

/** What other people's pages load, and a page of ours that shows it at work. */
export function chatRootRoutes(host: Pick<Host, 'connection'>): Hono {
  const app = new Hono();

  app.get('/widget.js', (c) => {
    const file = widgetFile();
    if (!file) return c.text('The widget is not built: npm run build', 404);
    // Weak, because the same tag stands for the packed and the plain form.
    c.header('ETag', `W/${file.etag}`);
    c.header('Cache-Control', CACHING);
    c.header('Vary', 'Accept-Encoding');
    // The file is meant for other people's pages, also for those that shut everything else out.
    c.header('Cross-Origin-Resource-Policy', 'cross-origin');
    c.header('Access-Control-Allow-Origin', '*');
    if (isKnown(c.req.header('if-none-match'), file)) return c.body(null, 304);
    c.header('Content-Type', 'text/javascript; charset=utf-8');
    if (!/\bgzip\b/.test(c.req.header('accept-encoding') ?? '')) return c.body(file.plain);
    c.header('Content-Encoding', 'gzip');
    return c.body(file.gzip);
  });

  app.get('/chat', (c) => {
    const { lang, connection } = c.req.query();
    const shown = host.connection(connection ?? DEMO_CONNECTION);
    c.header('Content-Security-Policy', pagePolicy(shown ? configOf(shown).origins : []));
    c.header('Cache-Control', 'no-cache');
    return c.html(demoPage(lang ?? c.req.header('accept-language'), connection));
  });

  return app;
}

const isKnown = (tags: string | undefined, { etag }: WidgetFile): boolean =>
  tags?.split(',').some((tag) => tag.trim().replace(/^W\//, '') === etag) ?? false;
