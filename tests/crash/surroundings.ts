import { join } from 'node:path';
import { openReader } from '../../db/client.ts';
import { save as saveConnection } from '../../db/queries/connections.ts';
import { writerInProcess } from '../../db/writer.ts';
import { registry } from '../../nodes/index.ts';
import type { Effect } from '../../runtime/engine/index.ts';
import { messageOf } from '../../runtime/channels/http/render.ts';
import { publish } from '../../runtime/flows/publish.ts';
import { MAIN_ORGANISATION } from '../../runtime/settings.ts';
import { signedWith } from '../kit/provider-ledger.ts';
import { type Personality, type ProviderStub, startProvider } from '../kit/provider-stub.ts';
import { questionFlow } from './flows.ts';

export const SECRET = `whsec_${Buffer.from('twenty-four bytes or more').toString('base64')}`;

const PERSONALITIES = ['key', 'echo', 'nothing'] as const satisfies readonly Personality[];
/** Names of the connections. */
export type Connected = (typeof PERSONALITIES)[number];

/** One provider per personality, each with books of its own. Every one needs a moment, so that requests are under way when the server dies. */
export const startProviders = (folder: string): Promise<ProviderStub[]> =>
  Promise.all(
    PERSONALITIES.map(async (personality) => {
      const provider = await startProvider(
        personality,
        join(folder, `${personality}.ledger.jsonl`),
        signedWith(SECRET),
      );
      provider.delay.accept = 2;
      provider.delay.answer = 3;
      return provider;
    }),
  );

/** A database with the question published and a connection for each provider, named after its personality. */
export async function seed(
  file: string,
  providers: readonly ProviderStub[],
  textMinutes?: number,
): Promise<void> {
  const writer = await writerInProcess(file);
  const { db, close } = openReader(file);
  const published = await publish(
    { db, writer, registry, organisation: MAIN_ORGANISATION, now: Date.now, published: () => undefined },
    questionFlow('question', 'Once more?', textMinutes),
  );
  if (!published.ok) throw new Error(`the flow does not compile: ${JSON.stringify(published.issues)}`);
  await writer.commit({
    statements: providers.map(({ personality, url }) =>
      saveConnection({
        id: personality,
        organisation: MAIN_ORGANISATION,
        channel: 'http',
        name: personality,
        address: null,
        flow: 'question',
        config: { mode: 'push', callbackUrl: url, guarantee: personality, whenUnknown: 'repeat' },
        secret: SECRET,
        enabled: true,
      }),
    ),
  });
  close();
  await writer.close();
}

/** Whether the connections above send this effect. */
export const isSent = (effect: Effect): boolean => messageOf(effect) !== undefined;
