import { randomUUID } from 'node:crypto';
import type { Input } from '../../../../runtime/engine/index.ts';
import { type ChatClient, openChat } from '../../../kit/chat-client.ts';
import type { Player } from '../player.ts';

/** Somebody at the chat on a web page. */
export const player: Player = {
  cannot: {
    leaves: 'a page that is closed says nothing: the visitor may be back',
    staysSilent: 'the flow times silence there',
  },
  async arrange({ runtime, connection, flow, number }) {
    // From an address of their own: how many come from one is limited.
    const headers = { 'x-forwarded-for': `203.0.${number >> 8}.${number & 255}` };
    await runtime.connect({ id: connection, channel: 'chat', flow, config: { proxies: 1 } });
    const answer = await fetch(`${runtime.url}/channels/chat/${connection}/visitors`, {
      method: 'POST',
      headers: { ...headers, origin: runtime.url, 'content-type': 'application/json' },
      body: '{}',
    });
    const { token, visitor } = (await answer.json()) as { token: string; visitor: string };
    let client: ChatClient | undefined;
    const sent = async (frame: { type: 'say'; text: string } | { type: 'choose'; choice: string }) => {
      const id = randomUUID();
      client!.send({ ...frame, id });
      await client!.next('ack', (ack) => ack.id === id);
    };
    return {
      address: { kind: 'visitor', address: visitor },
      from: visitor,
      async comes() {
        client = await openChat(runtime.url, connection, runtime.url, headers);
        client.send({ type: 'hello', token, after: 0 });
        await client.next('welcome');
      },
      gives: ({ kind, value }: Input) =>
        sent(kind === 'choice' ? { type: 'choose', choice: value } : { type: 'say', text: value }),
      staysSilent: () => Promise.reject(new Error('Nobody tells of silence here.')),
      leaves: () => Promise.reject(new Error('Nobody tells of leaving here.')),
      close: () => client?.drop(),
    };
  },
};
