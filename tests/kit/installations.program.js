// Many installations of the built product in one process: to load it costs ten times as much as to start one.
// Its parent says `{ open: <database> }` and is told where it runs, or `{ close: <url> }`. An address is used again.
import { createServer } from 'node:http';
import { fileURLToPath } from 'node:url';
import { getRequestListener } from '@hono/node-server';
import { start } from '../../dist/runtime/main.js';

const editor = fileURLToPath(new URL('../../dist/editor', import.meta.url));
const doors = [];

/** A port, and whoever is at home behind it. */
async function newDoor() {
  const door = { url: '', server: undefined, running: undefined };
  const listener = getRequestListener((request, env) =>
    door.running ? door.running.fetch(request, env) : new Response(null, { status: 503 }),
  );
  door.server = createServer((request, response) => {
    if (!door.running?.door(request, response)) void listener(request, response);
  });
  await new Promise((resolve) => door.server.listen(0, '127.0.0.1', resolve));
  door.url = `http://127.0.0.1:${door.server.address().port}`;
  doors.push(door);
  return door;
}

async function open(databaseUrl) {
  const door = doors.find(({ running, opening }) => !running && !opening) ?? (await newDoor());
  door.opening = true;
  const running = await start({
    port: door.server.address().port,
    host: '127.0.0.1',
    databaseUrl,
    editor,
    demo: true,
    hotContacts: 50_000,
    logLevel: 'info',
  });
  door.server.removeAllListeners('upgrade');
  running.attach(door.server);
  Object.assign(door, { running, opening: false });
  return { url: door.url, welcome: running.welcome(door.url).map(([, where]) => where) };
}

async function close(url) {
  const door = doors.find((one) => one.url === url);
  await door.running.stop();
  door.running = undefined;
  door.server.closeAllConnections();
  return {};
}

process.on('message', async ({ id, ...wanted }) => {
  try {
    process.send({
      id,
      ...(wanted.open === undefined ? await close(wanted.close) : await open(wanted.open)),
    });
  } catch (error) {
    process.send({ id, error: String(error?.stack ?? error) });
  }
});
process.on('SIGTERM', async () => {
  await Promise.all(doors.filter(({ running }) => running).map(({ url }) => close(url)));
  process.exit(0);
});
process.on('disconnect', () => process.exit(0));
