import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { backup } from '../../../db/backup.ts';
import { type Administered, administered } from '../../kit/admin.ts';
import { signed } from '../../kit/carrier.ts';
import { cardFlow, conversations } from '../../kit/conversations.ts';

const OURS = '+15005550077';
const TOKEN = 'token-of-the-line-of-a-test';
/** Where the carrier is told to bring an answer. */
const ACTION = /<Gather[^>]* action="([^"]+)"/;
const BASE = 'http://127.0.0.1';

/** A phone line on the flow that asks for a card, and a call on it. */
async function called(log: unknown[], from = '+905321112233') {
  const runtime = await administered({}, { log: (...line) => log.push(line) });
  const flow = cardFlow();
  await conversations(runtime, flow);
  const made = await runtime.admin.post('/connections', {
    channel: 'twilio',
    name: 'Line',
    address: OURS,
    flow: flow.id,
    secret: TOKEN,
  });
  expect(made.status).toBe(201);
  const call = { CallSid: 'CAcanary', AccountSid: 'AC1', From: from, To: OURS, Direction: 'inbound' };
  const post = async (url: string, more: object): Promise<string> => {
    const request = signed({ token: TOKEN }, url, { ...call, ...more } as { [name: string]: string });
    const answer = await runtime.ask(
      new Request(url, { method: 'POST', headers: request.headers, body: request.body }),
    );
    expect(answer.status).toBe(200);
    return answer.text();
  };
  let heard = await post(`${BASE}/channels/twilio/voice`, { CallStatus: 'ringing' });
  return {
    runtime,
    heard: () => heard,
    async answers(more: object) {
      const action = ACTION.exec(heard)?.[1]?.replaceAll('&amp;', '&');
      if (action === undefined) throw new Error(`nothing is listened for: ${heard}`);
      heard = await post(new URL(action, BASE).href, { CallStatus: 'in-progress', ...more });
      return heard;
    },
  };
}

function filesWith(file: string, text: string): string[] {
  const folder = dirname(file);
  backup(file, join(folder, `copy-${Math.random()}.db`));
  return readdirSync(folder).filter((name) => readFileSync(join(folder, name)).includes(text));
}

async function told({ admin }: Administered): Promise<string> {
  const page = await admin.get<{ items: { id: string }[] }>('/contacts?channel=twilio');
  const [contact] = page.body.items;
  const paths = ['', '/transcript', '/events'].map((path) => `/contacts/${contact!.id}${path}`);
  return JSON.stringify(await Promise.all(paths.map((path) => admin.get(path))));
}

test.each([
  [
    'spoken',
    { SpeechResult: '4111 1111 1111 1111', Confidence: '0.93' },
    '4111111111111111',
    '4111 1111 1111 1111',
  ],
  ['keyed', { Digits: '5500000000000004' }, '5500000000000004', '5500 0000 0000 0004'],
])('a sensitive answer that is %s on the phone is nowhere', async (_how, answer, card, spaced) => {
  const log: unknown[] = [];
  const { runtime, answers } = await called(log);
  await answers({ SpeechResult: 'canary of a name', Confidence: '0.9' });
  const said = await answers(answer);
  expect(said).toContain('Thanks canary of a name');
  // The detector fires on what is not sensitive.
  expect(filesWith(runtime.file, 'canary of a name').length).toBeGreaterThan(0);
  expect(await told(runtime)).toContain('canary of a name');
  const spoken = await told(runtime);
  for (const text of [card, spaced]) {
    expect(filesWith(runtime.file, text)).toEqual([]);
    expect(spoken).not.toContain(text);
    expect(JSON.stringify(log)).not.toContain(text);
    expect(said).not.toContain(text);
  }
});
