import { appendFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { type LedgerEntry, readLedger } from './provider-ledger.ts';

/** What a provider offers against double sends. */
export type Personality = 'key' | 'echo' | 'nothing';

/** What it does to one request instead of answering it well. `…-after` means that it has accepted the message first. */
export type Fault = '429' | '500' | 'reset-before' | 'reset-after' | 'hang-before' | 'hang-after';

/** A provider out of reach of the product: it counts in its own books, and those are what a test believes. */
export interface ProviderStub {
  readonly url: string;
  readonly personality: Personality;
  /** Every request whose signature was wrong; a provider would refuse it. */
  readonly unsigned: number;
  /** Ms it takes to accept a message, and after that to answer. */
  delay: { accept: number; answer: number };
  /** The next requests get these, one each. */
  fail(...faults: Fault[]): void;
  /** None of those that are left happens. */
  mend(): void;
  /** Nobody answers the door for a while. */
  outage(ms: number): Promise<void>;
  /** What it has accepted, absorbed and refused, in order. */
  ledger(): LedgerEntry[];
  /** Accepted messages by the reference they came under. */
  accepted(): Map<string, number>;
  close(): Promise<void>;
}

/** Starts a provider on a port of its own. `isSigned` decides, when given, whether a request is authentic. */
export async function startProvider(
  personality: Personality,
  ledgerFile: string,
  isSigned: (request: IncomingMessage, body: string) => boolean = () => true,
): Promise<ProviderStub> {
  const faults: Fault[] = [];
  const delay = { accept: 0, answer: 0 };
  const ids = new Map<string, string>();
  const references = new Set<string>();
  const sockets = new Set<Socket>();
  let unsigned = 0;
  let accepted = 0;
  appendFileSync(ledgerFile, '');

  const note = (entry: Omit<LedgerEntry, 'at'>) =>
    appendFileSync(ledgerFile, `${JSON.stringify({ at: Date.now(), ...entry })}\n`);
  const pause = (ms: number) => (ms > 0 ? new Promise((resolve) => setTimeout(resolve, ms)) : undefined);

  /** Takes the message into the books, once per key where keys count. */
  function accept(request: IncomingMessage, reference: string, body: string): string {
    const key = request.headers['idempotency-key'];
    const known = personality === 'key' && typeof key === 'string' ? ids.get(key) : undefined;
    if (known !== undefined) {
      note({ what: 'absorbed', reference });
      return known;
    }
    const id = `${personality}-${(accepted += 1)}`;
    if (typeof key === 'string') ids.set(key, id);
    references.add(reference);
    note({ what: 'accepted', reference, body });
    return id;
  }

  async function take(request: IncomingMessage, response: ServerResponse, body: string): Promise<void> {
    const { reference } = JSON.parse(body) as { reference: string };
    const fault = faults.shift();
    if (fault === 'hang-before') return;
    if (fault === 'reset-before') return void request.socket.destroy();
    if (fault === '429' || fault === '500') {
      note({ what: 'refused', reference });
      answer(response, Number(fault), {}, fault === '429' ? { 'retry-after': '1' } : {});
      return;
    }
    await pause(delay.accept);
    const id = accept(request, reference, body);
    if (fault === 'hang-after') return;
    if (fault === 'reset-after') return void request.socket.destroy();
    await pause(delay.answer);
    answer(response, 200, { id });
  }

  function tell(request: IncomingMessage, response: ServerResponse): void {
    const reference = new URL(request.url ?? '/', 'http://stub').searchParams.get('reference') ?? '';
    if (personality !== 'echo') return answer(response, 405, {});
    answer(response, references.has(reference) ? 200 : 404, { reference });
  }

  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    // A request that breaks off before its end was never received.
    request.on('end', () => {
      const body = Buffer.concat(chunks).toString();
      if (!isSigned(request, body)) {
        unsigned += 1;
        answer(response, 401, {});
      } else if (request.method === 'GET') tell(request, response);
      else void take(request, response, body);
    });
  });
  server.keepAliveTimeout = 60_000;
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket)).on('error', () => undefined);
  });
  const listen = (port: number) =>
    new Promise<void>((resolve) => server.listen(port, '127.0.0.1', () => resolve()));
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      for (const socket of sockets) socket.destroy();
    });
  await listen(0);
  const { port } = server.address() as AddressInfo;

  return {
    url: `http://127.0.0.1:${port}/messages`,
    personality,
    get unsigned() {
      return unsigned;
    },
    delay,
    fail: (...next) => void faults.push(...next),
    mend: () => void faults.splice(0),
    async outage(ms) {
      await close();
      await pause(ms);
      await listen(port);
    },
    ledger: () => readLedger(ledgerFile),
    accepted() {
      const counts = new Map<string, number>();
      for (const { what, reference } of readLedger(ledgerFile))
        if (what === 'accepted') counts.set(reference, (counts.get(reference) ?? 0) + 1);
      return counts;
    },
    close,
  };
}

function answer(
  response: ServerResponse,
  status: number,
  body: object,
  headers: { [name: string]: string } = {},
): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
}
