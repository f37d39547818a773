import type { Connection, OutboundRequest, ProviderAnswer, Push } from '../adapter.ts';
import type { HttpConfig } from './config.ts';
import { keysOf } from './keys.ts';
import { outcomeOf } from './outcome.ts';
import { messageOf } from './render.ts';
import { sign } from './signature.ts';

type HttpConnection = Connection<HttpConfig>;

/** Calls the other side: one signed request per effect, under a reference it can recognise a repeat by. */
export const push: Push<HttpConfig> = {
  guarantee: ({ config }) => config.guarantee,
  whenUnknown: ({ config }) => config.whenUnknown,

  request(effect, to, connection, at): OutboundRequest | undefined {
    const message = messageOf(effect);
    const { callbackUrl, guarantee } = connection.config;
    if (!message || callbackUrl === undefined) return undefined;
    const contact = effect.id.split('/', 1)[0]!;
    const body = JSON.stringify({ reference: effect.id, contact, to, message });
    return {
      method: 'POST',
      url: callbackUrl,
      headers: {
        'content-type': 'application/json',
        ...signed(connection, effect.id, at, body),
        ...(guarantee === 'key' ? { 'idempotency-key': effect.id } : {}),
      },
      body,
    };
  },

  lookup(effect, connection, at): OutboundRequest {
    const url = new URL(connection.config.callbackUrl!);
    url.searchParams.set('reference', effect);
    return { method: 'GET', url: url.href, headers: signed(connection, effect, at, '') };
  },

  found: (answer: ProviderAnswer) => {
    if ('error' in answer) return 'unknown';
    if (answer.status === 200) return true;
    return answer.status === 404 ? false : 'unknown';
  },

  outcome: outcomeOf,
};

function signed(
  connection: HttpConnection,
  id: string,
  at: number,
  body: string,
): OutboundRequest['headers'] {
  const timestamp = String(Math.floor(at / 1_000));
  return {
    'webhook-id': id,
    'webhook-timestamp': timestamp,
    'webhook-signature': sign(keysOf(connection.secret), id, timestamp, body),
  };
}
