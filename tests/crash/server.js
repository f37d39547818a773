// A process to be killed: the built runtime on a port, doing what the crash test tells it over IPC.
// Plain JavaScript, because it runs the product's build and nothing else.
import { createServer } from 'node:http';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { getRequestListener } from '@hono/node-server';

const { build, port, databaseUrl, broken } = JSON.parse(process.argv[2]);
const { start } = await import(pathToFileURL(join(build, 'main.js')).href);

const without = (headers, name) =>
  Object.fromEntries(Object.entries(headers).filter(([header]) => header !== name));
const honest = async ({ url, ...init }) => {
  try {
    const response = await fetch(url, { ...init, redirect: 'manual', signal: AbortSignal.timeout(10_000) });
    return {
      status: response.status,
      headers: Object.fromEntries(response.headers),
      body: await response.text(),
    };
  } catch (error) {
    return { error: error.cause?.code ?? error.name };
  }
};
const faulty = {
  'blind-retry': (request) => honest({ ...request, headers: without(request.headers, 'idempotency-key') }),
  'blind-lookup': (request) =>
    request.method === 'GET' ? Promise.resolve({ status: 404, headers: {}, body: '' }) : honest(request),
  'silent-repeat': async (request) => {
    if (request.method === 'POST' && Math.random() < 0.01) await honest(request);
    return honest(request);
  },
};

const running = await start(
  {
    port,
    host: '127.0.0.1',
    databaseUrl,
    secret: 'a secret of the crash test, nothing more',
    demo: false,
    hotContacts: 100,
    logLevel: 'error',
  },
  broken && broken in faulty ? { call: faulty[broken] } : {},
);
void running.broken.then((error) => {
  process.stderr.write(`${error.message}\n`);
  process.exit(1);
});
const listener = getRequestListener((request) => running.fetch(request));

/** Says "taken" before it is: what no server may do. */
const tooEarly = (request, response) => {
  const chunks = [];
  request.on('data', (chunk) => chunks.push(chunk));
  request.on('end', () => {
    response.writeHead(202).end('{"contact":"","seq":0,"status":"taken"}');
    const { headers, method } = request;
    const given = { method, headers: without(headers, 'connection'), body: Buffer.concat(chunks) };
    void running.fetch(new Request(`http://127.0.0.1${request.url}`, given));
  });
};

const server = createServer(broken === 'early-ack' ? tooEarly : listener);
running.attach(server);
server.listen(port, '127.0.0.1', () => process.send({ ready: true }));

const publish = (document) =>
  running.fetch(
    new Request('http://127.0.0.1/api/flows/publish', {
      method: 'POST',
      headers: { authorization: `Bearer ${running.localToken}`, 'content-type': 'application/json' },
      body: JSON.stringify(document),
    }),
  );
process.on('message', async (told) => {
  if (told.publish) process.send({ published: (await publish(told.publish)).status });
  if (told.stop) {
    server.close();
    server.closeAllConnections();
    await running.stop();
    process.exit(0);
  }
});
process.on('disconnect', () => process.exit(1));
