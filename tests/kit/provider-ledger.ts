import { createHmac } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { IncomingMessage } from 'node:http';

/** One line of a provider's books. `absorbed`: it recognised the message and did nothing. */
export interface LedgerEntry {
  at: number;
  what: 'accepted' | 'absorbed' | 'refused';
  reference: string;
  body?: string;
}

/** Reads a provider's books. */
export const readLedger = (file: string): LedgerEntry[] =>
  readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as LedgerEntry);

/** Checks a Standard Webhooks signature the way a provider would: by its own code, not by the product's. */
export const signedWith =
  (secret: string) =>
  ({ headers }: IncomingMessage, body: string): boolean => {
    const key = Buffer.from(secret.replace('whsec_', ''), 'base64');
    const signed = `${String(headers['webhook-id'])}.${String(headers['webhook-timestamp'])}.${body}`;
    const expected = `v1,${createHmac('sha256', key).update(signed).digest('base64')}`;
    return String(headers['webhook-signature']).split(' ').includes(expected);
  };
