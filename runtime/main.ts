import { recoveryKey } from '../db/backup.ts';
import { get as readMeta, remove as removeMeta } from '../db/queries/meta.ts';
import { holdUnfinished } from '../db/queries/outbox.ts';
import { registry } from '../nodes/index.ts';
import { accounts } from './accounts/accounts.ts';
import { firstAdminPath } from './accounts/organisations.ts';
import { MACHINE } from './api/principal.ts';
import { sealConnections, sealed, secretsOf } from './channels/connection-secrets.ts';
import { openDoor } from './channels/open-door.ts';
import { seedDemo } from './demo/seed.ts';
import { publish } from './flows/publish.ts';
import { indexFlows } from './flows/search-text.ts';
import { rotateAtStart } from './keys/rotate.ts';
import { drafting } from './live-drafts/index.ts';
import { notingRequests } from './logging/noting-requests.ts';
import { urlOf } from './own-address.ts';
import { retention } from './retention/retention.ts';
import type { Replaceable, Running } from './running.ts';
import { MAIN_ORGANISATION, type Settings } from './settings.ts';
import { channelsOn, limitsOn } from './start/channels.ts';
import { contactsOn } from './start/contacts.ts';
import { foundation } from './start/foundation.ts';
import { pagesOn } from './start/pages.ts';
import { walled, writtenAnswers } from './web-walls.ts';

export type { Replaceable, Running } from './running.ts';

/**
 * Composition root: has the real parts built (`start/`), passes them to each other, and sets them going in the order
 * that loses nothing.
 */
export async function start(settings: Settings, replace: Replaceable = {}): Promise<Running> {
  const base = await foundation(settings, replace);
  const { db, writer, now, newId, log, failed, figures, keys, debugging, localToken } = base;
  // Before anybody signs in: second factors are asked for with today's key only. Then what is plain still.
  const rotated = await rotateAtStart({ db, writer }, keys);
  await sealConnections({ db, writer }, keys.connections);

  const contacts = contactsOn(base);
  const { flows, calendars, connections, egress, sending, ticking } = contacts;
  const limits = limitsOn(base);
  const channels = channelsOn(base, contacts, limits);
  const publishing = {
    db,
    writer,
    registry,
    organisation: MAIN_ORGANISATION,
    now,
    published: (owner: string, flow: string) => flows.published(owner, flow),
  };
  const demo = settings.demo
    ? await seedDemo({
        ...publishing,
        publish: (document, about) => publish(publishing, document, about),
        twilioToken: settings.demoTwilioToken,
        calendarChanged: (owner, id) => calendars.changed(owner, id),
        connectionChanged: (id) => connections.changed(id),
        egressChanged: (owner) => egress.changed(owner),
        secretOf: (row) => secretsOf(keys.connections, row, now())[0],
        seal: (owner, plain) => sealed(keys.connections, owner, plain),
      })
    : undefined;

  // Once: what is sent from now on is not of the backup.
  if (readMeta(db, recoveryKey) !== undefined)
    await writer.commit({ statements: [holdUnfinished(), removeMeta(recoveryKey)] });
  const resumed = sending.resume();
  if (resumed > 0) log('info', 'taking up sends of an earlier process', { effects: resumed });
  // After that: what a timer sends must not be taken up as well.
  ticking.begin();
  await indexFlows({ db, writer });
  const tidying = retention({ db, writer, now, failed: failed('retention failed') });
  tidying.begin();
  figures.watch({ db, hot: () => contacts.hot.size, now });

  const url = settings.publicUrl ?? urlOf(settings.host, settings.port);
  const { publicUrl, trustedProxies = [] } = settings;
  const people = { db, writer, now, newId, url, publicUrl, trustedProxies };
  const knowing = accounts({
    ...people,
    log,
    cookieSecret: keys.accounts[0],
    box: keys.providers,
    call: contacts.guarded,
    signInRefused: () => figures.signInRefused(),
    limitMet: (limit) => figures.limitMet(limit),
    ...(replace.sendMail ? { sendMail: replace.sendMail } : {}),
  });
  if (rotated && Object.values(rotated).some((count) => count > 0))
    await knowing.audit(MACHINE, 'keys.rotated', 'installation', rotated);
  const firstAdmin = await firstAdminPath(people);
  const ask = (request: Request, env: object) => app.fetch(request, env);
  const drafts = await drafting({ ...people, log, audit: knowing.audit, ask });
  const app = pagesOn(base, contacts, {
    publishing,
    accounts: knowing,
    live: drafts.live,
    channels,
    limits,
    url,
  });

  // Deliveries of providers have a door of their own: they are most of all requests, and must not queue at the pages' routes.
  const answered = walled(
    (request, env) => (isBelow('/channels/', request.url) ? channels.routes : app).fetch(request, env),
    { publicUrl, failed: failed('request failed') },
  );
  const routes = [...channels.routes.routes, ...app.routes].map(({ method, path }) => ({ method, path }));
  let goodbye: Promise<void> | undefined;
  const sayGoodbye = () =>
    (goodbye ??= Promise.all([channels.close(), drafts.sayGoodbye()]).then(() => undefined));
  const door = openDoor({
    door: channels.door,
    answer: writtenAnswers(publicUrl),
    closing: () => goodbye !== undefined,
    failed: failed('request failed'),
  });

  return {
    fetch: debugging ? notingRequests(answered, { log, now, routes }) : answered,
    // Whoever debugs wants to see every request, and they are noted where all come by.
    door: debugging ? () => false : door,
    routes,
    sayGoodbye,
    attach: (server) => channels.attach(server, (...given) => drafts.upgrade(...given)),
    welcome: (at) => [
      ...(firstAdmin === undefined
        ? []
        : ([['Become its first admin', `${publicUrl ?? at}${firstAdmin}`]] as [string, string][])),
      ...(demo?.welcome(at) ?? []),
    ],
    localToken,
    broken: writer.broken,
    databaseFile: base.file,
    async stop() {
      await sayGoodbye();
      await drafts.live.close();
      await tidying.stop();
      await ticking.stop();
      await sending.stop();
      await contacts.scripts.close();
      await limits.stop();
      await base.close();
    },
  };
}

/** Whether an address leads below a path; without taking it apart, for every request is asked. */
const isBelow = (path: string, url: string): boolean =>
  url.startsWith(path, url.indexOf('/', url.indexOf('//') + 2));
