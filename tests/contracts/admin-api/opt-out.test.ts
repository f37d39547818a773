import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { administered } from '../../kit/admin.ts';
import { conversations, HTTP_SECRET } from '../../kit/conversations.ts';
import { signedWith } from '../../kit/provider-ledger.ts';
import { type Personality, startProvider } from '../../kit/provider-stub.ts';
import { temporaryFolder } from '../../kit/running-server.ts';
import { questionFlow } from '../../crash/flows.ts';

const soon = { timeout: 8_000 };

/** A connection that is called back by messages, and what its provider has in its books. */
async function pushed(personality: Personality) {
  const ledger = join(temporaryFolder(), 'ledger.jsonl');
  const provider = await startProvider(personality, ledger, signedWith(HTTP_SECRET));
  onTestFinished(() => provider.close());
  const runtime = await administered();
  const { admin, ask } = runtime;
  await conversations(runtime, questionFlow('question', 'Once more?', 30));
  const made = await admin.post<{ id: string }>('/connections', {
    channel: 'http',
    name: 'Pushed',
    flow: 'question',
    config: { mode: 'push', callbackUrl: provider.url, guarantee: personality, whenUnknown: 'repeat' },
    secret: HTTP_SECRET,
  });
  let sent = 0;
  const say = async (from: string): Promise<string> => {
    const answer = await ask(
      new Request(`http://127.0.0.1/channels/http/${made.body.id}/messages`, {
        method: 'POST',
        headers: { authorization: `Bearer ${HTTP_SECRET}`, 'content-type': 'application/json' },
        body: JSON.stringify({ id: `p${(sent += 1)}`, conversation: from, from, text: 'again' }),
      }),
    );
    return ((await answer.json()) as { contact: string }).contact;
  };
  const customerOf = async (contact: string) =>
    (await admin.get<{ customer: { id: string } }>(`/contacts/${contact}`)).body.customer.id;
  const settled = async (count: number) => expect.poll(() => provider.accepted().size, soon).toBe(count);
  return { admin, provider, say, customerOf, settled };
}

test.each(['key', 'echo', 'nothing'] as const)(
  'who does not want to be written to is not, by a provider that gives %s; others are',
  async (personality) => {
    const { admin, provider, say, customerOf, settled } = await pushed(personality);
    const ann = await say('ann');
    const bob = await say('bob');
    await settled(4);
    const customer = await customerOf(ann);
    // Another channel is none of this one's business.
    await admin.put(`/customers/${customer}/opt-outs/sms`, {});
    await say('ann');
    await settled(6);
    await admin.delete(`/customers/${customer}/opt-outs/sms`);

    for (const channel of ['api', 'all']) {
      const before = provider.accepted().size;
      await admin.put(`/customers/${customer}/opt-outs/${channel}`, {});
      await say('ann');
      const rows = async () =>
        (await admin.get<{ items: { flag: string | null }[] }>(`/outbox?state=failed&contact=${ann}`)).body
          .items;
      await expect.poll(async () => (await rows()).length, soon).toBeGreaterThan(0);
      expect((await rows()).every(({ flag }) => flag === 'customer.opted-out')).toBe(true);
      // Bob goes on meanwhile.
      await say('bob');
      await settled(before + 2);
      await admin.delete(`/customers/${customer}/opt-outs/${channel}`);
    }
    const before = provider.accepted().size;
    await say('ann');
    await settled(before + 2);
    expect(bob).not.toBe(ann);
  },
);
