import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { type Db, openReader } from '../../db/client.ts';
import { connect, type Connection, writerPragmas } from '../../db/guard.ts';
import { save as saveConnection } from '../../db/queries/connections.ts';
import { type Statement, type Writer, writerInProcess } from '../../db/writer.ts';
import { registry } from '../../nodes/index.ts';
import type { FlowDefinition } from '../../runtime/engine/index.ts';
import { publish } from '../../runtime/flows/publish.ts';
import { type Running, start } from '../../runtime/main.ts';
import { MAIN_ORGANISATION } from '../../runtime/settings.ts';
import { signedWith } from './provider-ledger.ts';
import { type Personality, type ProviderStub, startProvider } from './provider-stub.ts';

export const SECRET = `whsec_${Buffer.from('twenty-four bytes or more').toString('base64')}`;

export interface Receipt {
  status: number;
  retryAfter: string | null;
  body: {
    contact: string;
    seq: number;
    status: string;
    ended: boolean;
    messages: { type: string; text?: string }[];
  };
}

export interface Message {
  id: string;
  conversation: string;
  text?: string;
  left?: true;
}

/**
 * The real runtime on a real file, with a provider per personality out of reach. Connections: `answer`, and one per
 * personality, named after it; `hold` is `nothing` with doubtful sends held back.
 */
export interface Installation {
  file: string;
  providers: Record<Personality, ProviderStub>;
  /** Ms the wall clock of the runtime is ahead of ours. */
  clock: { ahead: number };
  /** What the runtime logged as error. */
  errors: string[];
  start: (file?: string) => Promise<void>;
  stop: () => Promise<void>;
  restart: () => Promise<void>;
  send: (connection: string, message: Message | Message[]) => Promise<Receipt>;
  /** A provider's word on something sent; gives the status of the answer. */
  say: (connection: string, delivery: { reference: string; state: string }) => Promise<number>;
  api: (path: string, body: unknown) => Promise<Response>;
  read: <Result>(query: (db: Db) => Result) => Result;
  /** Changes the file behind the runtime's back. */
  meddle: (change: (connection: Connection) => void) => void;
}

export async function installation(
  flow: FlowDefinition,
  writer?: (file: string) => Promise<Writer>,
): Promise<Installation> {
  const folder = mkdtempSync(join(tmpdir(), 'patchbay-durable-'));
  const file = join(folder, 'patchbay.db');
  const provider = (personality: Personality) =>
    startProvider(personality, join(folder, `${personality}.jsonl`), signedWith(SECRET));
  const providers = {
    key: await provider('key'),
    echo: await provider('echo'),
    nothing: await provider('nothing'),
  };
  await place(file, flow, connectionsTo(flow.id, providers));
  const clock = { ahead: 0 };
  const errors: string[] = [];
  let running: Running | undefined;

  const begin = async (at = file) => {
    const settings = {
      port: 0,
      host: '127.0.0.1',
      databaseUrl: at,
      demo: false,
      hotContacts: 1_000,
      logLevel: 'error',
    } as const;
    running = await start(settings, {
      ...(writer ? { writer } : {}),
      now: () => Date.now() + clock.ahead,
      log(level, message, fields) {
        const { error } = fields ?? {};
        const why = error instanceof Error ? error.message : '';
        if (level === 'error') errors.push(`${message} ${why}`);
      },
    });
  };
  const end = async () => {
    const last = running;
    running = undefined;
    await last?.stop();
  };
  onTestFinished(async () => {
    await end();
    await Promise.all(Object.values(providers).map((one) => one.close()));
    rmSync(folder, { recursive: true, force: true });
  });
  await begin();

  const post = async (path: string, body: unknown, token: string): Promise<Response> =>
    running!.fetch(
      new Request(`http://127.0.0.1${path}`, {
        method: 'POST',
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
        body: JSON.stringify(body),
      }),
    );
  return {
    file,
    providers,
    clock,
    errors,
    start: begin,
    stop: end,
    async restart() {
      await end();
      await begin();
    },
    async send(connection, message) {
      const response = await post(`/channels/http/${connection}/messages`, message, SECRET);
      return {
        status: response.status,
        retryAfter: response.headers.get('retry-after'),
        body: (await response.json()) as Receipt['body'],
      };
    },
    say: async (connection, delivery) =>
      (await post(`/channels/http/${connection}/deliveries`, delivery, SECRET)).status,
    api: (path, body) => post(path, body, running!.localToken),
    read(query) {
      const { db, close } = openReader(file);
      try {
        return query(db);
      } finally {
        close();
      }
    },
    meddle(change) {
      const connection = connect(file, writerPragmas);
      try {
        change(connection);
      } finally {
        connection.close();
      }
    },
  };
}

function connectionsTo(flow: string, providers: Record<Personality, ProviderStub>): Statement[] {
  const save = (id: string, config: object) =>
    saveConnection({
      id,
      organisation: MAIN_ORGANISATION,
      channel: 'http',
      name: id,
      address: null,
      flow,
      config,
      secret: SECRET,
      enabled: true,
    });
  const pushed = (guarantee: Personality, whenUnknown: string) => ({
    mode: 'push',
    callbackUrl: providers[guarantee].url,
    guarantee,
    whenUnknown,
  });
  return [
    save('answer', { mode: 'answer' }),
    save('key', pushed('key', 'repeat')),
    save('echo', pushed('echo', 'repeat')),
    save('nothing', pushed('nothing', 'repeat')),
    save('hold', pushed('nothing', 'hold')),
  ];
}

async function place(file: string, flow: FlowDefinition, statements: Statement[]): Promise<void> {
  const writer = await writerInProcess(file);
  const { db, close } = openReader(file);
  const parts = { db, writer, registry, organisation: MAIN_ORGANISATION, now: Date.now };
  const published = await publish({ ...parts, published: () => undefined }, flow);
  if (!published.ok) throw new Error(`the flow does not compile: ${JSON.stringify(published.issues)}`);
  await writer.commit({ statements });
  close();
  await writer.close();
}
