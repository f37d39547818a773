import { expect, test } from 'vitest';
import { administered } from '../../kit/admin.ts';
import { conversations } from '../../kit/conversations.ts';
import { flowOf, node } from '../../kit/flow-builder.ts';

const said = (text: string) => node('message', { text: { en: text } }, { done: 'ask' });
const flow = flowOf(
  {
    count: node('code', { source: 'return 1' }, { ok: 'ran', failed: 'refused' }),
    ran: said('It ran.'),
    refused: said('It did not run.'),
    ask: node(
      'collect',
      { prompt: { en: 'More?' }, ask: { as: 'text' }, saveTo: 'more' },
      { valid: 'bye', noInput: 'bye', invalid: 'bye' },
    ),
    bye: node('end'),
  },
  { id: 'counting', channels: ['api'], start: 'count', variables: [{ name: 'more', type: 'text' }] },
);

test('code is off until an admin turns it on, and off again at once for flows that run', async () => {
  const runtime = await administered();
  const { admin } = runtime;
  const { body: settings } = await admin.get<{ codeAllowed: boolean }>('/settings');
  expect(settings.codeAllowed).toBe(false);
  // Nobody publishes what would not run, and the refusal names the node.
  await expect(conversations(runtime, flow)).rejects.toThrow(/"code\.not-allowed".*"node":"count"/);

  const designer = await runtime.as('designer');
  const turned = (codeAllowed: boolean) => ({ ...settings, codeAllowed });
  expect((await designer.put('/settings', turned(true))).status).toBe(403);
  expect((await admin.put('/settings', turned(true))).status).toBe(200);
  const { say } = await conversations(runtime, { ...flow, id: 'counting-on' });
  const heard = async (name: string): Promise<string> => {
    const { contact } = await say(name, {});
    let told = '';
    const settled = async () => {
      told = JSON.stringify((await admin.get(`/contacts/${contact}/transcript`)).body);
      return told;
    };
    await expect.poll(settled, { timeout: 15_000 }).toContain('More?');
    return told;
  };
  expect(await heard('one')).toContain('It ran.');
  expect((await admin.put('/settings', turned(false))).status).toBe(200);
  expect(await heard('two')).toContain('It did not run.');
});
