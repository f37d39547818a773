import { flowOf, node } from './flow-builder.ts';
import type { Administered } from './admin.ts';

/** What the http channel says of a message. */
interface Taken {
  contact: string;
  ended: boolean;
  messages: { type: string; text?: string }[];
}

export const HTTP_SECRET = `whsec_${Buffer.from('twenty-four bytes or more').toString('base64')}`;

/** Asks for a card number that must not be kept, then for a name, then says good-bye. */
export const cardFlow = (id = 'card') =>
  flowOf(
    {
      name: node(
        'collect',
        { prompt: { en: 'Your name?' }, ask: { as: 'text' }, saveTo: 'name' },
        {
          valid: 'card',
          noInput: 'bye',
          invalid: 'bye',
        },
      ),
      card: node(
        'collect',
        {
          prompt: { en: 'Your card?' },
          ask: { as: 'digits', minDigits: 12, maxDigits: 19 },
          saveTo: 'card',
          sensitive: true,
        },
        { valid: 'more', noInput: 'bye', invalid: 'bye' },
      ),
      more: node(
        'collect',
        { prompt: { en: 'Thanks {{ name }}, {{ card }}. More?' }, ask: { as: 'text' }, saveTo: 'name' },
        { valid: 'bye', noInput: 'bye', invalid: 'bye' },
      ),
      bye: node('end'),
    },
    {
      id,
      name: 'Card',
      channels: ['chat', 'api', 'voice'],
      start: 'name',
      variables: [
        { name: 'name', type: 'text' },
        { name: 'card', type: 'text' },
      ],
    },
  );

/** A published flow with a way in over http; gives how to say something by it. */
export async function conversations({ admin, ask }: Administered, flow: { id: string }) {
  await admin.post('/flows/import', { document: flow });
  const published = await admin.post(`/flows/${flow.id}/publish`, { revision: 1 });
  if (published.status !== 201) throw new Error(JSON.stringify(published.body));
  const made = await admin.post<{ id: string }>('/connections', {
    channel: 'http',
    name: 'HTTP',
    flow: flow.id,
    config: { mode: 'answer' },
    secret: HTTP_SECRET,
  });
  if (made.status !== 201) throw new Error(JSON.stringify(made.body));
  let sent = 0;
  return {
    connection: made.body.id,
    async say(conversation: string, more: { [member: string]: unknown }): Promise<Taken> {
      const answer = await ask(
        new Request(`http://127.0.0.1/channels/http/${made.body.id}/messages`, {
          method: 'POST',
          headers: { authorization: `Bearer ${HTTP_SECRET}`, 'content-type': 'application/json' },
          body: JSON.stringify({ id: `m${(sent += 1)}`, conversation, ...more }),
        }),
      );
      if (!answer.ok) throw new Error(`${answer.status}: ${await answer.text()}`);
      return (await answer.json()) as Taken;
    },
  };
}
