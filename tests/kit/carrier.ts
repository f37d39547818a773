import { type KeyObject, sign } from 'node:crypto';
import twilio from 'twilio';
import type { Dialect } from '../../runtime/channels/twilio/config.ts';

/** How a carrier proves who it is. */
export interface Credentials {
  dialect?: Dialect;
  /** Auth token (Twilio) or signing key (SignalWire). */
  token?: string;
  /** Telnyx: the private key to the public one of the connection. */
  privateKey?: KeyObject;
  /** Epoch ms by the carrier's clock. */
  now?: () => number;
}

/** A request as the carrier sends it. */
export interface CarrierRequest {
  url: string;
  headers: { [name: string]: string };
  body: string;
}

export interface CarrierAnswer {
  status: number;
  contentType: string;
  body: string;
}

/** Writes and signs a request. The signature covers `url` as the carrier knows it. */
export function signed(
  { dialect = 'twilio', token = '', privateKey, now = Date.now }: Credentials,
  url: string,
  fields: { [name: string]: string },
): CarrierRequest {
  const body = new URLSearchParams(fields).toString();
  const headers: { [name: string]: string } = { 'content-type': 'application/x-www-form-urlencoded' };
  if (dialect === 'telnyx') {
    const timestamp = String(Math.floor(now() / 1000));
    headers['telnyx-timestamp'] = timestamp;
    if (privateKey)
      headers['telnyx-signature-ed25519'] = sign(
        null,
        Buffer.from(`${timestamp}|${body}`),
        privateKey,
      ).toString('base64');
  } else {
    const name = dialect === 'signalwire' ? 'x-signalwire-signature' : 'x-twilio-signature';
    headers[name] = twilio.getExpectedTwilioSignature(token, url, fields);
  }
  return { url, headers, body };
}

/** Sends a request to where the server really is. A carrier gives a server 15 seconds. */
export async function post(server: string, { url, headers, body }: CarrierRequest): Promise<CarrierAnswer> {
  const { pathname, search } = new URL(url);
  const answer = await fetch(server + pathname + search, {
    method: 'POST',
    headers,
    body,
    signal: AbortSignal.timeout(15_000),
  });
  return {
    status: answer.status,
    contentType: answer.headers.get('content-type') ?? '',
    body: await answer.text(),
  };
}
