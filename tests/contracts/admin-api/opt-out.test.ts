import { expect, test } from 'vitest';
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
