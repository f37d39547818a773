import { join } from 'node:path';
import { openReader } from '../../db/client.ts';
import { save as saveConnection } from '../../db/queries/connections.ts';
import { writerInProcess } from '../../db/writer.ts';
import { registry } from '../../nodes/index.ts';
import { publish } from '../../runtime/flows/publish.ts';
import { MAIN_ORGANISATION } from '../../runtime/settings.ts';
import { clinicFlow } from './chat-flows.ts';
import { runningServer, type RunningServer, temporaryFolder } from './running-server.ts';

/** A database with a flow and a chat on it, both called "clinic"; gives the path of its file. */
async function chatInstallation(): Promise<string> {
  const file = join(temporaryFolder(), 'patchbay.db');
  const writer = await writerInProcess(file);
  const { db, close } = openReader(file);
  const organisation = MAIN_ORGANISATION;
  const parts = { db, writer, registry, organisation, now: Date.now, published: () => undefined };
  const published = await publish(parts, clinicFlow);
  if (!published.ok) throw new Error(`the flow does not compile: ${JSON.stringify(published.issues)}`);
  const connection = {
    id: 'clinic',
    organisation,
    channel: 'chat',
    name: 'Clinic',
    address: null,
    flow: clinicFlow.id,
    config: { title: { en: 'Dental clinic', tr: 'Diş kliniği', fa: 'کلینیک دندان‌پزشکی' } },
    secret: null,
    enabled: true,
  };
  await writer.commit({ statements: [saveConnection(connection)] });
  close();
  await writer.close();
  return file;
}

/** The built runtime with that chat on it. */
export const chatRuntime = async (): Promise<RunningServer> =>
  runningServer({ env: { DATABASE_URL: await chatInstallation(), PATCHBAY_DEMO: 'false' } });

/** Pulls the plug, and starts again on the same port and file. */
export async function restartChat(
  server: RunningServer,
  meanwhile: () => Promise<void>,
): Promise<RunningServer> {
  server.child.kill('SIGKILL');
  await server.exited;
  await meanwhile();
  const { port } = new URL(server.url);
  return runningServer({ env: { DATABASE_URL: server.database, PORT: port, PATCHBAY_DEMO: 'false' } });
}
