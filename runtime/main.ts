import { randomBytes, randomInt } from 'node:crypto';
import { serveStatic } from '@hono/node-server/serve-static';
import { Hono } from 'hono';
import { recoveryKey } from '../db/backup.ts';
import { databaseFile, openReader } from '../db/client.ts';
import { lockDatabase } from '../db/lock.ts';
import { keep as keepDeadLetter } from '../db/queries/dead-letters.ts';
import { get as readMeta, remove as removeMeta } from '../db/queries/meta.ts';
import { readSettingsOf } from '../db/queries/organisation-settings.ts';
import { counts, holdUnfinished } from '../db/queries/outbox.ts';
import { type ObserveGroup, type Writer, writerInProcess, writerInThread } from '../db/writer.ts';
import { nodeTypes, registry } from '../nodes/index.ts';
import { accounts } from './accounts/accounts.ts';
import { firstAdminPath } from './accounts/organisations.ts';
import { api } from './api/app.ts';
import { MACHINE } from './api/principal.ts';
import { problem } from './api/problem.ts';
import type { Connection, Inbound, Receipt, StoryEntry } from './channels/adapter.ts';
import { connectionBook } from './channels/connection-book.ts';
import { sealConnections, sealed, secretsOf } from './channels/connection-secrets.ts';
import { hostFor } from './channels/host.ts';
import { adapters } from './channels/index.ts';
import { mountChannels } from './channels/mount.ts';
import { openDoor } from './channels/open-door.ts';
import { watchers } from './channels/watchers.ts';
import { calendarBook } from './contacts/calendar-book.ts';
import { customerFinder } from './contacts/customer-finder.ts';
import { contactDesk } from './contacts/desk.ts';
import { flowBook } from './contacts/flow-book.ts';
import { hotContacts } from './contacts/hot-contacts.ts';
import { inbox } from './contacts/inbox.ts';
import { outcomes } from './contacts/outcomes.ts';
import { stepper } from './contacts/stepper.ts';
import { timers } from './contacts/timers.ts';
import { demoRoutes } from './demo/prices.ts';
import { seedDemo } from './demo/seed.ts';
import { demoServices } from './demo/services.ts';
import { noteDelivery } from './effects/deliveries.ts';
import type { Sending } from './effects/dispatch.ts';
import { releaseHeld } from './effects/held.ts';
import { egressBook } from './egress/egress-book.ts';
import { guardedCall } from './egress/guarded-call.ts';
import { dueAt, type World } from './engine/index.ts';
import { publish } from './flows/publish.ts';
import { indexFlows } from './flows/search-text.ts';
import { newIds } from './ids.ts';
import { formerSecrets, installationSecret, keyFor } from './installation-secret.ts';
import { keyRing } from './keys/key-ring.ts';
import { rotateAtStart, rotateSeals } from './keys/rotate.ts';
import { apiLimits } from './limits/api-limits.ts';
import { rateLimits } from './limits/rate-limits.ts';
import { jsonLog } from './log.ts';
import { discretion } from './logging/discretion.ts';
import { notingRequests } from './logging/noting-requests.ts';
import { notingUnheard } from './logging/unheard.ts';
import { metricsAtRoot } from './metrics/at-root.ts';
import { countedScripts, countedSteps } from './metrics/counted.ts';
import { metrics } from './metrics/metrics.ts';
import { outbound } from './outbound.ts';
import { urlOf } from './own-address.ts';
import { retention } from './retention/retention.ts';
import type { Replaceable, Running } from './running.ts';
import { sandbox } from './sandbox/sandbox.ts';
import { drafting } from './live-drafts/index.ts';
import { MAIN_ORGANISATION, type Settings } from './settings.ts';
import { answerless, walled, writtenAnswers } from './web-walls.ts';

/** Characters of an unreadable delivery that are kept. */
const LONGEST_DEAD_LETTER = 10_000;

export type { Replaceable, Running } from './running.ts';

/** Composition root: builds the real parts and passes them to each other. The only place that does. */
export async function start(settings: Settings, replace: Replaceable = {}): Promise<Running> {
  const now = replace.now ?? Date.now;
  const discreet = discretion();
  const log = replace.log ?? jsonLog({ from: settings.logLevel, now, discreet });
  const figures = metrics();
  const file = databaseFile(settings.databaseUrl);
  const lock = lockDatabase(file);
  const writer = await (replace.writer ?? openWriter)(file, figures.group);
  const { db, close: closeReader } = openReader(file);
  const secret = installationSecret(file, settings.secret);
  const formerOnes = formerSecrets(file, secret, settings.formerSecret);
  const localToken = randomBytes(24).toString('base64url');
  for (const one of [secret, ...formerOnes, localToken]) discreet.register(one);
  const keys = keyRing(secret, formerOnes, (plain) => discreet.register(plain));
  const newId = newIds(now);
  const failed = (what: string) => (error: unknown) => log('error', what, { error });

  const flows = flowBook(db);
  const calendars = calendarBook(db);
  const worlds = new Map<string, World>();
  const world = (organisation: string): World => {
    let known = worlds.get(organisation);
    if (!known) {
      known = {
        machine: (flow, version) => flows.machine(organisation, flow, version),
        calendar: (id, at) => calendars.read(organisation, id, at),
      };
      worlds.set(organisation, known);
    }
    return known;
  };
  const seals = keys.connections;
  const rotateKeys = () => rotateSeals({ db, writer }, keys);
  // Before anybody signs in: second factors are asked for with today's key only. Then what is plain still.
  const rotated = await rotateAtStart({ db, writer }, keys);
  await sealConnections({ db, writer }, seals);
  const connections = connectionBook({
    db,
    adapters,
    box: seals,
    now,
    refused: (connection, reason) => log('warn', 'connection refused', { connection, reason }),
  });
  const hot = hotContacts(db, settings.hotContacts);
  const watching = watchers<StoryEntry>(failed('a listener failed'));
  const contactSeals = keys.contacts;
  const plainSteps = stepper({
    writer,
    seals: contactSeals,
    hot,
    world,
    now,
    newId,
    seed: replace.seed ?? (() => randomInt(2 ** 31)),
    source: (connection) => connections.byId(connection)?.source,
    carried: (effect, connection) => out.carried(effect, connection),
    committed({ id: contact, connection, conversation }, entry, done) {
      const due = dueAt(done.snapshot);
      if (due !== undefined) ticking.started(due);
      const sendings: Sending[] = done.effects
        .filter((effect) => out.carried(effect, connection))
        .map((effect) => ({ effect, contact, connection, to: conversation, createdAt: entry.at }));
      if (sendings.length > 0) sending.offer(sendings);
      if (done.failure) log('warn', 'a step failed', { contact, seq: entry.seq, ...done.failure });
      figures.stepped(connections.byId(connection)?.source.kind ?? 'none', entry, done);
      watching.tell(contact, entry);
    },
  });
  const steps = countedSteps(plainSteps, figures);
  const told = outcomes(hot, steps);
  const box = countedScripts(sandbox(sandboxEntry()), figures);
  const guarded = replace.guarded ?? guardedCall(undefined, settings.demo ? demoServices : {});
  const credentialBox = keys.credentials;
  const egress = egressBook(db, credentialBox);
  const out = outbound({
    db,
    writer,
    connections,
    seals: contactSeals,
    outcomes: () => told,
    call: replace.call,
    guarded,
    metrics: figures,
    egress,
    sandbox: box,
    codeAllowed: (organisation) => readSettingsOf(db, organisation).codeAllowed,
    now,
    failed: failed('dispatch failed'),
  });
  const sending = out.dispatch;
  const ticking = timers({ db, hot, stepper: steps, now, failed: failed('timers failed') });
  const arrivals = inbox({ db, hot, stepper: steps, customers: customerFinder(db, newId), now });

  async function delivered(connection: Connection, { id, what }: Inbound): Promise<Receipt> {
    const nothing: Receipt = { status: 'nobody', contact: '', seq: 0, effects: [], ended: false };
    if (what.type !== 'delivery') return nothing;
    const contact = await noteDelivery(
      { db, writer, now },
      connection.id,
      what.effect,
      what.state,
      what.code,
    );
    if (contact === undefined) return nothing;
    const outcome =
      what.state === 'failed' ? { kind: 'refused' as const, code: what.code ?? 'delivery.failed' } : 'sent';
    const receipt = await told.tell(contact, what.effect, outcome, { repeatKey: `${connection.id}:${id}` });
    return receipt ?? { ...nothing, status: 'taken', contact };
  }

  const limits = rateLimits({
    db,
    writer,
    now,
    key: keyFor(secret, 'limits'),
    met: (limit) => figures.limitMet(limit),
    failed: failed('a limit could not be kept'),
  });
  const debugging = settings.logLevel === 'debug';
  const host = (adapter: (typeof adapters)[number]) => {
    const plain = hostFor(adapter, {
      db,
      hot,
      inbox: arrivals,
      connections,
      watchers: watching,
      delivered,
      async deadLetter({ id: connection, organisation }, body, reason) {
        log('warn', 'a delivery cannot be read', { connection, reason });
        const letter = {
          id: newId(),
          organisation,
          connection,
          at: now(),
          reason,
          body: body.slice(0, LONGEST_DEAD_LETTER),
        };
        await writer.commit({ statements: [keepDeadLetter(letter)] });
      },
      secret,
      publicUrl: settings.publicUrl,
      now,
      newId,
      log,
      limits,
    });
    return debugging ? notingUnheard(plain, log) : plain;
  };
  const channels = mountChannels(adapters, host);

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
        secretOf: (row) => secretsOf(seals, row, now())[0],
        seal: (owner, plain) => sealed(seals, owner, plain),
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

  const url = settings.publicUrl ?? urlOf(settings.host, settings.port);
  const { publicUrl, trustedProxies = [] } = settings;
  const people = { db, writer, now, newId, url, publicUrl, trustedProxies };
  figures.watch({ db, hot: () => hot.size, now });
  const knowing = accounts({
    ...people,
    log,
    cookieSecret: keys.accounts[0],
    box: keys.providers,
    call: guarded,
    signInRefused: () => figures.signInRefused(),
    limitMet: (limit) => figures.limitMet(limit),
    ...(replace.sendMail ? { sendMail: replace.sendMail } : {}),
  });
  if (rotated && Object.values(rotated).some((count) => count > 0))
    await knowing.audit(MACHINE, 'keys.rotated', 'installation', rotated);
  const firstAdmin = await firstAdminPath(people);
  const ask = (request: Request, env: object) => app.fetch(request, env);
  const drafts = await drafting({ ...people, log, audit: knowing.audit, ask });

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
      ...people,
      accounts: knowing,
      live: drafts.live,
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
      connectionBox: seals,
      credentialBox,
      calendarChanged: (owner, id) => calendars.changed(owner, id),
      connectionChanged: (id) => connections.changed(id),
      egressChanged: (owner) => egress.changed(owner),
      localToken,
      log,
      limits: apiLimits(limits),
      metrics: figures,
      rotateKeys,
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
  if (settings.editor) {
    app.use('*', serveStatic({ root: settings.editor, precompressed: true }));
    const page = serveStatic({ root: settings.editor, path: 'index.html' });
    // Every other address is one of the editor's; what is asked below /api and is not there is told as refusals are.
    app.get('*', (c, next) => (c.req.path.startsWith('/api/') ? next() : page(c, next)));
  }
  app.notFound((c) => problem(c, 404, 'route.unknown', `There is no ${c.req.method} ${c.req.path}.`));

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
    databaseFile: file,
    async stop() {
      await sayGoodbye();
      await drafts.live.close();
      await tidying.stop();
      await ticking.stop();
      await sending.stop();
      await box.close();
      await limits.stop();
      await writer.close();
      closeReader();
      lock.release();
    },
  };
}

/** Whether an address leads below a path; without taking it apart, for every request is asked. */
const isBelow = (path: string, url: string): boolean =>
  url.startsWith(path, url.indexOf('/', url.indexOf('//') + 2));

/** In the built product the writer has a thread of its own, so that an fsync does not hold up the event loop. */
function openWriter(file: string, observe: ObserveGroup): Promise<Writer> {
  return import.meta.env.PROD
    ? writerInThread(file, new URL('./writer.js', import.meta.url), observe)
    : writerInProcess(file, { observe });
}

/** The file workers of the sandbox run: bundled in the built product, from the sources in development. */
const sandboxEntry = (): URL =>
  import.meta.env.PROD
    ? new URL('./sandbox.js', import.meta.url)
    : new URL('./sandbox/thread.js', import.meta.url);
