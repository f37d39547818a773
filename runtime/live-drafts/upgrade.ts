import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import { isOwnPage } from '../api/cross-site.ts';
import type { Log } from '../log.ts';
import { type Ending, endingCode, LARGEST_FRAME, type Told } from '../shared-draft/index.ts';
import { bareAnswer } from '../web-walls.ts';
import type { Grant, LiveEnv } from './grant.ts';
import type { LiveDrafts } from './live-drafts.ts';
import { liveSession } from './live-socket.ts';
import type { Member } from './member.ts';

/** Ms after which whoever does nothing is asked for again: whether the line still holds, and whether they may still be here. */
const LOOK_EVERY = 5_000;
/** A browser that reads this slowly starts over from what it has. */
const MOST_UNREAD = 32 * 1024 * 1024;

export interface UpgradeParts {
  live: LiveDrafts;
  /** Asks the API: it knows who may do what, and nobody decides that twice. */
  ask: (request: Request, env: LiveEnv) => Response | Promise<Response>;
  publicUrl: string | undefined;
  now: () => number;
  newId: () => string;
  log: Log;
}

/** The door of the drafts that people change together, as WebSockets. */
export interface LiveDoor {
  /** @returns whether it is ours to answer */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): boolean;
  close(): Promise<void>;
}

export function liveDoor({ live, ask, publicUrl, now, newId, log }: UpgradeParts): LiveDoor {
  const server = new WebSocketServer({ noServer: true, maxPayload: LARGEST_FRAME, clientTracking: true });
  const looks = new Map<WebSocket, () => void>();
  const looking = setInterval(() => looks.forEach((look) => look()), LOOK_EVERY);
  looking.unref();

  /** What the API says to a request for this draft: leave to be here, or the status of its refusal. */
  const granting =
    (incoming: IncomingMessage) =>
    async (idle: boolean): Promise<Grant | number> => {
      let granted: Grant | undefined;
      const { host = 'localhost', cookie, authorization } = incoming.headers;
      const headers = new Headers({
        ...(cookie === undefined ? {} : { cookie }),
        ...(authorization === undefined ? {} : { authorization }),
      });
      const request = new Request(new URL(incoming.url ?? '/', `http://${host}`), { headers });
      const answer = await ask(request, { incoming, live: { idle, granted: (grant) => (granted = grant) } });
      return granted ?? answer.status;
    };

  const serve = (
    socket: WebSocket,
    grant: Grant,
    again: (idle: boolean) => Promise<Grant | number>,
  ): void => {
    const { principal, flow, mayWrite } = grant;
    const may = async (idle = false): Promise<'write' | 'read' | Ending> => {
      const now = await again(idle);
      if (typeof now === 'number') return endingOf(now);
      return now.mayWrite ? 'write' : 'read';
    };
    let kept = 0;
    const send = (data: string | Uint8Array): void => {
      if (socket.readyState !== socket.OPEN) return;
      if (socket.bufferedAmount > MOST_UNREAD) socket.terminate();
      else socket.send(data);
    };
    const tell = (told: Told): void => send(JSON.stringify(told));
    const member: Member = {
      id: newId(),
      principal,
      mayWrite,
      send,
      tell,
      kept: () => tell({ type: 'kept', count: ++kept }),
      end: (ending) => socket.close(endingCode(ending), ending),
      may: () => may(),
    };
    const session = liveSession(member, live.open(principal.organisation, flow), {
      now,
      left: () => live.left(principal.organisation, flow),
      failed: (error) => log('error', 'a draft failed', { flow, error }),
    });
    let alive = true;
    looks.set(socket, () => {
      if (!alive) return socket.terminate();
      alive = false;
      socket.ping();
      void may(true).then((what) => {
        // Whoever could write and no longer may is told; what they did not send yet stays with them.
        if (what === 'read' && mayWrite) member.end('access.denied');
        else if (what !== 'read' && what !== 'write') member.end(what);
      });
    });
    socket.on('pong', () => (alive = true));
    // Without a listener an error on one socket would end the process; `close` follows in any case.
    socket.on('error', (error) => log('info', 'a draft socket broke', { flow, error: error.message }));
    socket.on('message', (data, isBinary) => session.take(data as Buffer, isBinary));
    socket.on('close', () => {
      looks.delete(socket);
      session.end();
    });
  };

  const admit = async (request: IncomingMessage, socket: Duplex, head: Buffer): Promise<void> => {
    // A browser always says where a page is from; whoever brings a token is none.
    const header = (name: string): string | undefined => [request.headers[name]].flat()[0];
    const foreign =
      header('authorization') === undefined &&
      (header('origin') === undefined || !isOwnPage(header, publicUrl));
    const again = granting(request);
    const grant = foreign ? 403 : await again(false);
    if (typeof grant === 'number') socket.end(bareAnswer(`${grant} Refused`));
    else server.handleUpgrade(request, socket, head, (opened) => serve(opened, grant, again));
  };

  return {
    upgrade(request, socket, head) {
      if (!/^\/api\/flows\/[^/?]+\/live(?:\?|$)/.test(request.url ?? '')) return false;
      const broken = (): void => void socket.destroy();
      socket.on('error', broken);
      admit(request, socket, head).catch((error: unknown) => {
        log('error', 'a draft could not be opened', { error });
        socket.end(bareAnswer('500 Refused'));
      });
      return true;
    },
    async close() {
      clearInterval(looking);
      for (const socket of server.clients) socket.close(endingCode('restarting'), 'restarting');
      const patience = setTimeout(() => {
        for (const socket of server.clients) socket.terminate();
      }, 1000);
      await new Promise<void>((resolve) => server.close(() => resolve()));
      clearTimeout(patience);
    },
  };
}

const endingOf = (status: number): Ending => {
  if (status === 401) return 'access.sign-in';
  if (status === 404) return 'flow.unknown';
  return status === 403 ? 'access.denied' : 'draft.failed';
};
