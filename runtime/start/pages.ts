import { serveStatic } from '@hono/node-server/serve-static';
import { Hono } from 'hono';
import { counts } from '../../db/queries/outbox.ts';
import { nodeTypes } from '../../nodes/index.ts';
import type { Accounts } from '../accounts/accounts.ts';
import { api } from '../api/app.ts';
import { problem } from '../api/problem.ts';
import { adapters } from '../channels/index.ts';
import type { MountedChannels } from '../channels/mount.ts';
import { contactDesk } from '../contacts/desk.ts';
import { demoRoutes } from '../demo/prices.ts';
import { releaseHeld } from '../effects/held.ts';
import type { PublishParts } from '../flows/publish.ts';
import { rotateSeals } from '../keys/rotate.ts';
import { apiLimits } from '../limits/api-limits.ts';
import type { LiveDrafts } from '../live-drafts/live-drafts.ts';
import { metricsAtRoot } from '../metrics/at-root.ts';
import { answerless } from '../web-walls.ts';
import type { limitsOn } from './channels.ts';
import type { Contacts } from './contacts.ts';
import type { Foundation } from './foundation.ts';

/** What pages and API need beside foundation and contacts. */
export interface PageParts {
  publishing: PublishParts;
  accounts: Accounts;
  live: LiveDrafts;
  channels: MountedChannels;
  limits: ReturnType<typeof limitsOn>;
  /** Where the runtime is reached. */
  url: string;
}

/** Everything but the deliveries of providers: API, figures, the demo's service, the editor's files. */
export function pagesOn(base: Foundation, contacts: Contacts, parts: PageParts): Hono {
  const { settings, replace, db, writer, now, newId, log, failed, figures, keys, localToken } = base;
  const { flows, calendars, connections, hot, steps, sending, guarded, egress } = contacts;
  const { publicUrl, trustedProxies = [], editor } = settings;
  const { publishing, channels, limits } = parts;

  const app = new Hono();
  const defect = (error: Error): Response => {
    failed('request failed')(error);
    return answerless(500);
  };
  app.onError(defect);
  channels.routes.onError(defect);
  app.route(
    '/api',
    api({
      ...publishing,
      db,
      writer,
      now,
      newId,
      url: parts.url,
      publicUrl,
      trustedProxies,
      accounts: parts.accounts,
      live: parts.live,
      mail: replace.sendMail !== undefined,
      guarded,
      egress,
      nodeTypes,
      adapters,
      desk: contactDesk(hot, steps),
      machine: (owner, flow, version) => flows.machine(owner, flow, version),
      retry: async (id, body) => {
        const plugged = connections.byId(id);
        return plugged !== undefined && channels.retry(plugged.connection, body);
      },
      takeUp: (rows) => sending.takeUp(rows),
      connectionBox: keys.connections,
      credentialBox: keys.credentials,
      calendarChanged: (owner, id) => calendars.changed(owner, id),
      connectionChanged: (id) => connections.changed(id),
      egressChanged: (owner) => egress.changed(owner),
      localToken,
      log,
      limits: apiLimits(limits),
      metrics: figures,
      rotateKeys: () => rotateSeals({ db, writer }, keys),
      status: () => ({ outbox: counts(db), hot: hot.size }),
      async release(ids) {
        const rows = await releaseHeld(publishing, ids);
        sending.takeUp(rows);
        return rows.length;
      },
    }),
  );
  app.route(
    '/',
    metricsAtRoot(figures, settings.metrics ?? 'token', (request, env) => app.fetch(request, env)),
  );
  if (settings.demo) app.route('/demo', demoRoutes);
  app.route('/', channels.rootRoutes);
  if (editor) {
    app.use('*', serveStatic({ root: editor, precompressed: true }));
    const page = serveStatic({ root: editor, path: 'index.html' });
    // Every other address is one of the editor's; what is asked below /api and is not there is told as refusals are.
    app.get('*', (c, next) => (c.req.path.startsWith('/api/') ? next() : page(c, next)));
  }
  app.notFound((c) => problem(c, 404, 'route.unknown', `There is no ${c.req.method} ${c.req.path}.`));
  return app;
}
