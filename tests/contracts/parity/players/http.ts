import type { Input } from '../../../../runtime/engine/index.ts';
import { httpClient } from '../../../kit/http-client.ts';
import type { Player } from '../player.ts';

const SECRET = `whsec_${Buffer.from('twenty-four bytes or more').toString('base64')}`;
const FIELD = { text: 'text', choice: 'choice', dtmf: 'digits', speech: 'text' } as const;

/** Another system that speaks HTTP and JSON. */
export const player: Player = {
  cannot: { staysSilent: 'the flow times silence there' },
  async arrange({ runtime, connection, flow }) {
    await runtime.connect({
      id: connection,
      channel: 'http',
      flow,
      config: { mode: 'answer' },
      secret: SECRET,
    });
    const client = httpClient(Number(new URL(runtime.url).port));
    let sent = 0;
    const send = async (what: object): Promise<void> => {
      const message = { id: `m${(sent += 1)}`, conversation: 'c1', ...what };
      const { status, body } = await client.post(`/channels/http/${connection}/messages`, message, {
        authorization: `Bearer ${SECRET}`,
      });
      if (status !== 200) throw new Error(`answered ${status} ${body}`);
    };
    return {
      address: { kind: 'external', address: `${connection}/c1` },
      comes: (text) => send(text === undefined ? {} : { text }),
      gives: ({ kind, value }: Input) => send({ [FIELD[kind]]: value }),
      staysSilent: () => Promise.reject(new Error('Nobody tells of silence here.')),
      leaves: () => send({ left: true }),
      close: () => client.close(),
    };
  },
};
