import type { Server } from 'node:http';
import { serveStatic } from '@hono/node-server/serve-static';
import { Hono } from 'hono';

/** What an installation may choose. */
export interface Settings {
  /** Folder of the built editor; left out in development, where Vite serves the pages. */
  editor?: string;
}

/** A started runtime; whoever started it owns the port and hands requests over. */
export interface Running {
  fetch(request: Request): Response | Promise<Response>;
  /** Takes over WebSocket upgrades of this server. */
  attach(server: Server): void;
  stop(): Promise<void>;
}

/** Composition root: builds the real parts and passes them to each other. */
export async function start(settings: Settings): Promise<Running> {
  const app = new Hono();
  app.get('/api/health', (c) => c.json({ ok: true }));
  app.all('/api/*', (c) => c.json({ code: 'route.unknown' }, 404));
  if (settings.editor) {
    app.use('*', serveStatic({ root: settings.editor }));
    app.get('*', serveStatic({ root: settings.editor, path: 'index.html' }));
  }
  return {
    fetch: (request) => app.fetch(request),
    attach: () => {},
    stop: async () => {},
  };
}
