import { expect, test } from 'vitest';
import { adapters } from '../../../runtime/channels/index.ts';
import { administered } from '../../kit/admin.ts';
import { cardFlow, conversations } from '../../kit/conversations.ts';
import { pushed } from '../../kit/pushed.ts';

const soon = { timeout: 8_000 };

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

test('no other channel writes to anybody by itself', () => {
  // A channel that begins to is to be tried above, too.
  expect(adapters.filter(({ push }) => push !== undefined).map(({ id }) => id)).toEqual(['http']);
});

test('who asks is answered, whatever they do not want to be sent', async () => {
  const runtime = await administered();
  const { admin } = runtime;
  const { say } = await conversations(runtime, cardFlow());
  const { contact } = await say('one', {});
  const { customer } = (await admin.get<{ customer: { id: string } }>(`/contacts/${contact}`)).body;
  expect((await admin.put(`/customers/${customer.id}/opt-outs/all`, {})).status).toBeLessThan(300);
  const { messages } = await say('one', { text: 'ann' });
  expect(messages.map(({ text }) => text)).toContain('Your card?');
});
