import { existsSync, readFileSync } from 'node:fs';
import { Server, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { join, relative } from 'node:path';
import { getRequestListener } from '@hono/node-server';
import { isRunnableDevEnvironment, type Plugin, type ViteDevServer } from 'vite';
import { announce } from './local-runtime.ts';
import type { start } from './main.ts';
import { readSettings } from './settings.ts';

const reloadAfter = 100;
const watched = /^(runtime|nodes|db)\//;
const ignored = /\.test\.tsx?$|\/README\.md$|\.tsbuildinfo$|\.db(-\w+)?$/;

type Started = Awaited<ReturnType<typeof start>> & { sockets: Server };

/**
 * `npm run dev`: the editor with hot reload and the runtime from its sources, on one port. The editor's pages come from
 * Vite, without the walls the built server has: hot reload needs inline scripts and `eval`. Never open it to others.
 */
export function runtimeInDev(project: string): Plugin {
  return {
    name: 'patchbay:dev',
    apply: (_config, { command, isPreview }) => command === 'serve' && !isPreview && !process.env.VITEST,
    configureServer: (server) => serveRuntime(server, project),
  };
}

function serveRuntime(server: ViteDevServer, project: string): void {
  const environment = server.environments.runtime;
  if (!environment || !isRunnableDevEnvironment(environment)) throw new Error('vite.config.ts: no runtime');

  const listening = new Promise<void>((resolve) => server.httpServer?.once('listening', resolve));
  let announcement: ReturnType<typeof announce> | undefined;
  // As `patchbay start` does: where to come in, for people and for the command line.
  const greet = (started: Awaited<ReturnType<typeof start>>) => {
    const address = server.httpServer?.address() as AddressInfo | undefined;
    const url = `http://localhost:${address?.port ?? server.config.server.port}`;
    announcement = announce(started.databaseFile, { url, token: started.localToken, pid: process.pid });
    for (const [what, where] of started.welcome(url)) server.config.logger.info(`  ${what}: ${where}`);
  };

  const boot = async (): Promise<Started> => {
    const main: { start: typeof start } = await environment.runner.import(join(project, 'runtime/main.ts'));
    const running = await main.start(readSettings(process.env));
    // A server that never listens: the runtime may treat its upgrades as its own, Vite keeps its own.
    const sockets = new Server();
    running.attach(sockets);
    await listening;
    greet(running);
    return { ...running, sockets };
  };
  let running = boot();
  const reportFailure = () =>
    running.catch((error: unknown) => server.config.logger.error(String(describe(error))));
  void reportFailure();

  const stop = async () => {
    const last = await running.catch(() => undefined);
    announcement?.withdraw();
    await last?.stop();
  };
  const reload = () => {
    running = stop()
      .catch((error: unknown) => server.config.logger.error(describe(error)))
      .then(() => {
        environment.moduleGraph.invalidateAll();
        environment.runner.clearCache();
        return boot();
      });
    server.config.logger.info('runtime reloaded', { timestamp: true });
    void reportFailure();
  };

  // Vite watches only its root, the editor; a new node folder must be seen as well.
  server.watcher.add(['runtime', 'nodes', 'db'].map((name) => join(project, name)));
  let timer: NodeJS.Timeout | undefined;
  server.watcher.on('all', (_event, file) => {
    const path = relative(project, file);
    if (!watched.test(path) || ignored.test(path)) return;
    clearTimeout(timer);
    timer = setTimeout(reload, reloadAfter);
  });

  const answer = getRequestListener(
    async (request, env) => {
      const response = await (await running).fetch(request, env);
      return response.status === 404 && wantsPage(request) ? page(server, project, request) : response;
    },
    { errorHandler: (error) => new Response(describe(error), { status: 500 }), overrideGlobalObjects: false },
  );
  server.middlewares.use((request, response, next) => {
    if (isVites(server, project, request)) next();
    else void answer(request, response);
  });

  server.httpServer?.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    if (request.headers['sec-websocket-protocol']?.startsWith('vite-')) return;
    running.then(
      ({ sockets }) => sockets.emit('upgrade', request, socket, head),
      () => socket.destroy(),
    );
  });
  server.httpServer?.once('close', () => {
    clearTimeout(timer);
    void stop();
  });
}

// Asked before Vite itself: it would answer "/desk" with editor/desk/index.tsx and "/api" with editor/api.ts.
function isVites(server: ViteDevServer, project: string, request: IncomingMessage): boolean {
  const { pathname } = new URL(request.url ?? '/', 'http://localhost');
  if (pathname.startsWith('/@') || pathname.startsWith('/node_modules/')) return true;
  if (!/\.\w+$/.test(pathname)) return false;
  const path = decodeURIComponent(pathname);
  return existsSync(join(server.config.root, path)) || existsSync(join(project, 'editor/public', path));
}

function wantsPage(request: Request): boolean {
  return request.method === 'GET' && (request.headers.get('accept') ?? '').includes('text/html');
}

async function page(server: ViteDevServer, project: string, request: Request): Promise<Response> {
  const html = readFileSync(join(project, 'editor/index.html'), 'utf8');
  const { pathname } = new URL(request.url);
  return new Response(await server.transformIndexHtml(pathname, html), {
    headers: { 'content-type': 'text/html; charset=utf-8' },
  });
}

function describe(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
