import { openReader } from '../../../db/client.ts';
import { save } from '../../../db/queries/connections.ts';
import { writerInProcess } from '../../../db/writer.ts';
import { registry } from '../../../nodes/index.ts';
import { publish } from '../../../runtime/flows/publish.ts';
import { MAIN_ORGANISATION as organisation } from '../../../runtime/settings.ts';
import { roundsOfTen } from '../flows/rounds-of-ten.ts';
import { threeTurns } from '../flows/three-turns.ts';
import { program } from '../kit/program.ts';
import { secret } from '../kit/secret.ts';

/** Makes a database in which both flows are published, each with a connection that answers. */
await program(async ({ file }: { file: string }) => {
  const writer = await writerInProcess(file);
  const { db, close } = openReader(file);
  for (const document of [threeTurns(), roundsOfTen(100)]) {
    const published = await publish(
      { db, writer, registry, organisation, now: Date.now, published: () => undefined },
      document,
    );
    if (!published.ok) throw new Error(`The flow does not compile: ${JSON.stringify(published.issues)}`);
    const { id } = document;
    const connection = { organisation, id, name: id, flow: id, channel: 'http', address: null };
    await writer.commit({
      statements: [save({ ...connection, config: { mode: 'answer' }, secret, enabled: true })],
    });
  }
  await writer.close();
  close();
});
