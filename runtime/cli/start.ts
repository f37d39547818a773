import { createServer } from 'node:http';
import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { getRequestListener, RequestError } from '@hono/node-server';
import { announce } from '../local-runtime.ts';
import type { Running } from '../main.ts';
import { readSettings } from '../settings.ts';
import { urlOf } from '../own-address.ts';
import { answerless } from '../web-walls.ts';
import { banner } from './server/banner.ts';
import { onStopSignal, stopGracefully } from './server/graceful.ts';
import { listen } from './server/listen.ts';
import { refuseMalformed } from './server/refuse-malformed.ts';
import { defineVerb } from './verb/verb.ts';

export default defineVerb({
  summary: 'serve the editor, the channels and the API on one port',
  synopsis: '',
  details: `
The first start makes the database and puts a demo into it: a dental clinic to chat with and to call.
PORT (default 3000), HOST (default 127.0.0.1) and DATABASE_URL (default file:./data/patchbay.db) say where.
SIGTERM and Ctrl+C stop it within ten seconds; what was answered is on the disk. A second Ctrl+C stops at once.`,
  words: [0, 0],
  async run() {
    const settings = readSettings(process.env);
    // Only now: the other verbs need no server, and a wrong setting is told before anything is opened.
    const { start } = await import('../main.ts');
    const editor = fileURLToPath(new URL('../editor', import.meta.url));
    let running: Running | undefined;
    let stopping = false;
    const listener = getRequestListener(
      async (request, env) => {
        if (!running) return answerless(503);
        const response = await running.fetch(request, env);
        // Else a client would go on using a connection that is about to be closed.
        if (stopping) response.headers.set('connection', 'close');
        return response;
      },
      { errorHandler: (error) => answerless(error instanceof RequestError ? 400 : 500) },
    );
    const server = createServer(
      // A request without a host is refused like others that cannot be read, not by Node with a bare line.
      { requireHostHeader: false },
      (request, response) => {
        if (!running?.door(request, response)) void listener(request, response);
      },
    );
    refuseMalformed(server);
    // A free port has to be taken first: what we tell others of our own address holds its number, and until it is printed
    // nobody calls there. A port that is given is opened last, when whoever calls is answered.
    const taken = settings.port === 0 ? await listen(server, 0, settings.host) : undefined;
    const started = await start({ ...settings, editor, port: taken ?? settings.port }).catch(
      (error: unknown) => {
        server.close();
        throw error;
      },
    );
    running = started;
    started.attach(server);
    const port =
      taken ??
      (await listen(server, settings.port, settings.host).catch(async (error: unknown) => {
        await started.stop();
        throw error;
      }));
    const url = urlOf(settings.host, port);
    const announcement = announce(started.databaseFile, { url, token: started.localToken, pid: process.pid });
    // Whoever supervises us starts us again; a server that can only refuse would stay for ever.
    void started.broken.then((error) => {
      process.stderr.write(`${error.message}\n`);
      process.exit(1);
    });
    onStopSignal((signal) => {
      stopping = true;
      process.stdout.write(`${signal}: finishing what is under way …\n`);
      void stopGracefully({ server, ...started }).then(
        (inTime) => {
          announcement.withdraw();
          process.stdout.write(
            inTime ? 'Stopped.\n' : 'Stopped; what was not finished is taken up at the next start.\n',
          );
          process.exit(0);
        },
        (error: unknown) => {
          process.stderr.write(`${String(error)}\n`);
          process.exit(1);
        },
      );
    });
    process.stdout.write(
      banner(url, settings.host, [
        ['Flows and node types', url],
        ...started.welcome(url),
        ['Database', relative(process.cwd(), started.databaseFile)],
      ]),
    );
    return undefined;
  },
});
