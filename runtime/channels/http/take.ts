import {
  type Connection,
  type Host,
  type Inbound,
  type Receipt,
  type Told,
  Unavailable,
} from '../adapter.ts';
import type { HttpConfig } from './config.ts';
import { keysOf } from './keys.ts';
import { parseBody } from './read-body.ts';
import { readDelivery } from './read-delivery.ts';
import { readMessage } from './read-message.ts';
import { Refusal } from './refusal.ts';
import { acceptedOf, answerOf } from './render.ts';
import { type Credentials, isAuthentic } from './signature.ts';

const MOST_PER_REQUEST = 100;

type Read = (value: unknown, connection: string) => Inbound;

/** A request, whoever has read it from the wire. */
export interface Asked {
  /** Id of the connection, as the address has it. */
  connection: string;
  credentials: Credentials;
  contentType: string | undefined;
  body(): Promise<Uint8Array>;
}

/** Takes what the customer said; tells what the flow says to it, or only that it was taken where messages are pushed. */
export const takeMessages = (host: Host, asked: Asked): Promise<Told> =>
  take(host, asked, readMessage, (connection, receipts, isList) => {
    const pushes = connection.config.mode === 'push';
    const answers = receipts.map<object>(pushes ? acceptedOf : answerOf);
    return { status: pushes ? 202 : 200, value: isList ? answers : answers[0]! };
  });

/** Takes the other side's word on what we sent. */
export const takeDeliveries = (host: Host, asked: Asked): Promise<Told> =>
  take(host, asked, readDelivery, () => ({ status: 204 }));

async function take(
  host: Host,
  asked: Asked,
  read: Read,
  told: (connection: Connection<HttpConfig>, receipts: Receipt[], isList: boolean) => Told,
): Promise<Told> {
  try {
    const connection = connectionOf(host, asked.connection);
    const body = await asked.body();
    authenticate(asked, host, connection, body);
    const value = parseBody(body);
    const isList = Array.isArray(value);
    const receipts = await host.receive(connection, readAll(isList ? value : [value], connection.id, read));
    return told(connection, receipts, isList);
  } catch (error) {
    return refusalOf(error);
  }
}

function connectionOf(host: Host, id: string): Connection<HttpConfig> {
  const connection = host.connection(id);
  if (!connection) throw new Refusal(404, 'connection.unknown');
  // The host gives what this adapter's own schema has read.
  return connection as Connection<HttpConfig>;
}

function authenticate(
  { credentials, contentType = '' }: Asked,
  host: Host,
  { secret }: Connection,
  body: Uint8Array,
): void {
  if (!isAuthentic(keysOf(secret), credentials, body, host.now()))
    throw new Refusal(401, 'request.not-authentic');
  // A page in a browser cannot send this type across origins without asking first.
  if (!/^application\/json\s*(;|$)/i.test(contentType)) throw new Refusal(415, 'request.not-json');
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

function refusalOf(error: unknown): Told {
  if (error instanceof Unavailable)
    return {
      status: 503,
      value: { code: error.code },
      headers: ['retry-after', String(error.retryAfterSeconds)],
    };
  if (!(error instanceof Refusal)) throw error;
  const { code, field, status } = error;
  return { status, value: field === undefined ? { code } : { code, field } };
}
