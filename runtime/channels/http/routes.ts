import { type Context, Hono } from 'hono';
import {
  type Connection,
  dataAnswers,
  type Host,
  type Inbound,
  type Receipt,
  Unavailable,
} from '../adapter.ts';
import type { HttpConfig } from './config.ts';
import { keysOf } from './keys.ts';
import { parseBody, readBody } from './read-body.ts';
import { readDelivery } from './read-delivery.ts';
import { readMessage } from './read-message.ts';
import { Refusal } from './refusal.ts';
import { acceptedOf, answerOf } from './render.ts';
import { isAuthentic } from './signature.ts';

const MOST_PER_REQUEST = 100;

type Read = (value: unknown, connection: string) => Inbound;

/** Where the other side's requests arrive. */
export function httpRoutes(host: Host): Hono {
  const routes = new Hono();
  const answer = dataAnswers(host.publicUrl);
  routes.post('/:connection/messages', (c) =>
    take(c, host, readMessage, (connection, receipts, isList) => {
      const pushes = connection.config.mode === 'push';
      const answers = receipts.map<object>(pushes ? acceptedOf : answerOf);
      return answer(isList ? answers : answers[0]!, pushes ? 202 : 200);
    }),
  );
  routes.post('/:connection/deliveries', (c) => take(c, host, readDelivery, () => c.body(null, 204)));
  return routes;
}

async function take(
  c: Context,
  host: Host,
  read: Read,
  answer: (connection: Connection<HttpConfig>, receipts: Receipt[], isList: boolean) => Response,
): Promise<Response> {
  try {
    const connection = connectionOf(host, c.req.param('connection') ?? '');
    const body = await readBody(c.req.raw);
    authenticate(c, host, connection, body);
    const value = parseBody(body);
    const isList = Array.isArray(value);
    const receipts = await host.receive(connection, readAll(isList ? value : [value], connection.id, read));
    return answer(connection, receipts, isList);
  } catch (error) {
    return refuse(c, error);
  }
}

function connectionOf(host: Host, id: string): Connection<HttpConfig> {
  const connection = host.connection(id);
  if (!connection) throw new Refusal(404, 'connection.unknown');
  // The host gives what this adapter's own schema has read.
  return connection as Connection<HttpConfig>;
}

function authenticate(c: Context, host: Host, { secret }: Connection, body: Uint8Array): void {
  const credentials = {
    authorization: c.req.header('authorization'),
    id: c.req.header('webhook-id'),
    timestamp: c.req.header('webhook-timestamp'),
    signature: c.req.header('webhook-signature'),
  };
  if (!isAuthentic(keysOf(secret), credentials, body, host.now()))
    throw new Refusal(401, 'request.not-authentic');
  // A page in a browser cannot send this type across origins without asking first.
  if (!/^application\/json\s*(;|$)/i.test(c.req.header('content-type') ?? ''))
    throw new Refusal(415, 'request.not-json');
}

/** All or nothing: one message that cannot be read refuses the list, before anything is taken. */
function readAll(values: unknown[], connection: string, read: Read): Inbound[] {
  if (values.length === 0) throw new Refusal(400, 'body.empty-list');
  if (values.length > MOST_PER_REQUEST) throw new Refusal(400, 'body.too-many-messages');
  if (values.length === 1) return [read(values[0], connection)];
  return values.map((value, index) => {
    try {
      return read(value, connection);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      const where = error.field === undefined ? String(index) : `${index}.${error.field}`;
      throw new Refusal(error.status, error.code, where);
    }
  });
}

function refuse(c: Context, error: unknown): Response {
  if (error instanceof Unavailable)
    return c.json({ code: error.code }, 503, { 'retry-after': String(error.retryAfterSeconds) });
  if (!(error instanceof Refusal)) throw error;
  const { code, field, status } = error;
  return c.json(field === undefined ? { code } : { code, field }, status);
}
