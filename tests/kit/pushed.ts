import { join } from 'node:path';
import { expect, onTestFinished } from 'vitest';
import { questionFlow } from '../crash/flows.ts';
import { administered } from './admin.ts';
import { conversations, HTTP_SECRET } from './conversations.ts';
import { signedWith } from './provider-ledger.ts';
import { type Personality, startProvider } from './provider-stub.ts';
import { temporaryFolder } from './running-server.ts';

const soon = { timeout: 8_000 };

/** A runtime with a connection whose messages a provider is called with, and that provider's books. */
export async function pushed(guarantee: Personality, whenUnknown: 'repeat' | 'hold' = 'repeat') {
  const ledger = join(temporaryFolder(), 'ledger.jsonl');
  const provider = await startProvider(guarantee, ledger, signedWith(HTTP_SECRET));
  onTestFinished(() => provider.close());
  const runtime = await administered();
  const { admin, ask } = runtime;
  await conversations(runtime, questionFlow('question', 'Once more?', 30));
  const made = await admin.post<{ id: string }>('/connections', {
    channel: 'http',
    name: 'Pushed',
    flow: 'question',
    config: { mode: 'push', callbackUrl: provider.url, guarantee, whenUnknown },
    secret: HTTP_SECRET,
  });
  let sent = 0;
  return {
    runtime,
    admin,
    provider,
    connection: made.body.id,
    /** A customer says something; gives their contact. */
    async say(from: string, more: object = { text: 'again' }): Promise<string> {
      const answer = await ask(
        new Request(`http://127.0.0.1/channels/http/${made.body.id}/messages`, {
          method: 'POST',
          headers: { authorization: `Bearer ${HTTP_SECRET}`, 'content-type': 'application/json' },
          body: JSON.stringify({ id: `p${(sent += 1)}`, conversation: from, from, ...more }),
        }),
      );
      return ((await answer.json()) as { contact: string }).contact;
    },
    customerOf: async (contact: string) =>
      (await admin.get<{ customer: { id: string } }>(`/contacts/${contact}`)).body.customer.id,
    /** Waits until the provider has so many messages. */
    async settled(count: number): Promise<void> {
      await expect.poll(() => provider.accepted().size, soon).toBe(count);
    },
  };
}
