import type { IncomingMessage } from 'node:http';
import type { Door, Host } from '../adapter.ts';
import { MOST_BYTES } from './read-body.ts';
import { takeMessages } from './take.ts';

const ADDRESS = /^\/channels\/http\/([A-Za-z0-9_-]{1,100})\/messages$/;
/** Also a request without a host is left to the routes, that is to those who refuse it. */
const HOST = /^[A-Za-z0-9.-]+(?::\d+)?$/;
const LENGTH = /^\d{1,6}$/;

/**
 * Messages straight from the server: a request and a response object around each cost as much as the step it asks for.
 * Only what is as usual comes in here (a plain address, a length that is announced and allowed); all else takes the routes,
 * which answer the same.
 */
export function httpDoor(host: Host): Door {
  return (request) => {
    if (request.method !== 'POST') return undefined;
    const connection = ADDRESS.exec(request.url!)?.[1];
    if (connection === undefined) return undefined;
    const { headers } = request;
    const { host: called = '', 'content-length': length = '' } = headers;
    if (!HOST.test(called) || !LENGTH.test(length) || Number(length) > MOST_BYTES) return undefined;
    return takeMessages(host, {
      connection,
      credentials: {
        authorization: headers.authorization,
        id: only(headers['webhook-id']),
        timestamp: only(headers['webhook-timestamp']),
        signature: only(headers['webhook-signature']),
      },
      contentType: headers['content-type'],
      body: () => bodyOf(host, request),
    });
  };
}

/** Node joins what is sent twice; only one header of its own makes a list, and is none of these. */
const only = (header: string | string[] | undefined): string | undefined =>
  typeof header === 'string' ? header : undefined;

/** The whole body; the parser holds the sender to the length announced. */
const bodyOf = (host: Host, request: IncomingMessage): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    let body: Buffer | undefined;
    request.on('data', (chunk: Buffer) => {
      body = body === undefined ? chunk : Buffer.concat([body, chunk]);
    });
    request.on('end', () => host.together(() => resolve(body ?? Buffer.alloc(0))));
    request.on('error', reject);
  });
