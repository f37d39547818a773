import { appendFileSync } from 'node:fs';
import { httpClient, type HttpClient } from '../kit/http-client.ts';

/** A message the server has said it took, as the sender remembers it. */
export interface Acked {
  connection: string;
  conversation: string;
  id: string;
  /** Order in which the sender sent within the conversation. */
  order: number;
  contact: string;
  seq: number;
}

export interface Load {
  /** What was acknowledged, in order of the acknowledgements. */
  acked: Acked[];
  /** Resolves with the next acknowledgement. */
  next(): Promise<void>;
  /** Lets every sender get its last answer, then ends. */
  stop(): Promise<void>;
}

export interface LoadSettings {
  port: number;
  secret: string;
  connections: string[];
  senders: number;
  conversations: number;
  chance: () => number;
  /** Where the transcript is kept. */
  transcript: string;
}

const PAUSE_AFTER_FAILURE_MS = 15;
/** Part of the messages that are delivered twice at once, and of those delivered again after their answer. */
const DOUBLED = 0.05;
const SLEEPER_EVERY_MS = 40;

/**
 * Senders that take turns through conversations of their own and repeat every message until it is taken; and one that
 * opens conversations and never comes back, so that timers fire.
 */
export function startLoad(settings: LoadSettings): Load {
  const { connections, senders, conversations, chance } = settings;
  const client = httpClient(settings.port);
  const acked: Acked[] = [];
  let waiting: (() => void)[] = [];
  let stopped = false;

  async function send(connection: string, conversation: string, order: number): Promise<void> {
    const id = `${conversation}-${order}`;
    const message = { id, conversation, text: 'again' };
    if (chance() < DOUBLED) void attempt(client, settings.secret, connection, message);
    const receipt = await untilTaken(client, settings.secret, connection, message);
    const entry = { connection, conversation, id, order, contact: receipt.contact, seq: receipt.seq };
    acked.push(entry);
    appendFileSync(settings.transcript, `${JSON.stringify(entry)}\n`);
    for (const wake of waiting) wake();
    waiting = [];
    if (chance() < DOUBLED) await attempt(client, settings.secret, connection, message);
  }

  async function sender(number: number): Promise<void> {
    const own = connections.flatMap((connection) =>
      Array.from({ length: conversations }, (_, index) => ({
        connection,
        conversation: `${connection}-${number}-${index}`,
      })),
    );
    for (let round = 0; !stopped; round += 1) {
      const turn = own[round % own.length]!;
      await send(turn.connection, turn.conversation, Math.floor(round / own.length));
    }
  }

  async function sleepers(): Promise<void> {
    for (let count = 0; !stopped; count += 1) {
      await send(connections[count % connections.length]!, `sleeper-${count}`, 0);
      await pause(SLEEPER_EVERY_MS);
    }
  }

  const running = [...Array.from({ length: senders }, (_, number) => sender(number)), sleepers()];
  return {
    acked,
    next: () => new Promise((resolve) => void waiting.push(resolve)),
    async stop() {
      stopped = true;
      await Promise.all(running);
      client.close();
    },
  };
}

type Message = { id: string; conversation: string; text: string };
type Taken = { contact: string; seq: number };

async function untilTaken(
  client: HttpClient,
  secret: string,
  connection: string,
  message: Message,
): Promise<Taken> {
  for (;;) {
    const taken = await attempt(client, secret, connection, message);
    if (taken) return taken;
    await pause(PAUSE_AFTER_FAILURE_MS);
  }
}

async function attempt(
  client: HttpClient,
  secret: string,
  connection: string,
  message: Message,
): Promise<Taken | undefined> {
  try {
    const headers = { authorization: `Bearer ${secret}` };
    const { status, body } = await client.post(`/channels/http/${connection}/messages`, message, headers);
    if (status >= 400 && status < 500)
      throw new Error(`the server refuses a message with ${status}: ${body}`);
    return status < 300 ? (JSON.parse(body) as Taken) : undefined;
  } catch (error) {
    if (error instanceof Error && error.message.startsWith('the server refuses')) throw error;
    return undefined;
  }
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
