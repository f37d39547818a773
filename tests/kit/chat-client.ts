import { WebSocket } from 'ws';
import type { ClientFrame, EntryFrame, ServerFrame } from '../../runtime/channels/chat/protocol.ts';

type Of<Type extends ServerFrame['type']> = Extract<ServerFrame, { type: Type }>;

/** One socket to the chat, and what came over it. */
export interface ChatClient {
  readonly frames: ServerFrame[];
  readonly entries: EntryFrame[];
  /** Close code, once it is closed. */
  readonly closed: Promise<number>;
  send(frame: ClientFrame): void;
  sendRaw(data: string | Uint8Array): void;
  /** The first frame of this kind that fits, whether it came already or comes yet. */
  next<Type extends ServerFrame['type']>(type: Type, fits?: (frame: Of<Type>) => boolean): Promise<Of<Type>>;
  /** Cuts the line, as a dead network does. */
  drop(): void;
}

export async function newVisitor(url: string, connection: string, origin = url): Promise<string> {
  const response = await fetch(`${url}/channels/chat/${connection}/visitors`, {
    method: 'POST',
    headers: { origin, 'content-type': 'application/json' },
    body: '{}',
  });
  if (response.status !== 201) throw new Error(`visitors answered ${response.status}`);
  return ((await response.json()) as { token: string }).token;
}

/** Opens a socket. Rejects with the HTTP status when the server refuses it. */
export async function openChat(
  url: string,
  connection: string,
  origin = url,
  headers: { [name: string]: string } = {},
): Promise<ChatClient> {
  const address = `${url.replace('http', 'ws')}/channels/chat/${connection}/socket`;
  const socket = new WebSocket(address, { origin, headers });
  const frames: ServerFrame[] = [];
  const waiting = new Set<() => void>();
  socket.on('message', (data) => {
    frames.push(JSON.parse((data as Buffer).toString('utf8')) as ServerFrame);
    for (const look of waiting) look();
  });
  const closed = new Promise<number>((resolve) => socket.on('close', resolve));
  await new Promise<void>((resolve, reject) => {
    socket.once('open', () => resolve());
    socket.on('error', reject);
  });
  return {
    frames,
    get entries() {
      return frames.filter((frame) => frame.type === 'entry');
    },
    closed,
    send: (frame) => socket.send(JSON.stringify(frame)),
    sendRaw: (data) => socket.send(data),
    next(type, fits = () => true) {
      type Wanted = Of<typeof type>;
      return new Promise<Wanted>((resolve, reject) => {
        const timer = setTimeout(
          () => reject(new Error(`no ${type} within 5 s; got ${JSON.stringify(frames)}`)),
          5000,
        );
        const look = (): void => {
          const found = frames.find((frame): frame is Wanted => frame.type === type && fits(frame as Wanted));
          if (!found) return;
          clearTimeout(timer);
          waiting.delete(look);
          resolve(found);
        };
        waiting.add(look);
        look();
      });
    },
    drop: () => socket.terminate(),
  };
}

/** Opens a socket and says hello. */
export async function joinChat(
  url: string,
  connection: string,
  hello: Omit<Extract<ClientFrame, { type: 'hello' }>, 'type' | 'after'> & { after?: number },
): Promise<ChatClient> {
  const client = await openChat(url, connection);
  client.send({ type: 'hello', after: 0, ...hello });
  await client.next('welcome');
  return client;
}
