import { createServer, Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import { onTestFinished } from 'vitest';
import { WebSocket } from 'ws';
import { Doc } from 'yjs';
import { type FlowInDoc, flowInDoc } from '../../runtime/shared-draft/index.ts';
import type { Draft } from '../../editor/builder/draft/draft.ts';
import { type Line, line } from '../../editor/builder/draft/line.ts';
import { changeConfig } from '../../editor/builder/commands/change-config.ts';
import { making } from '../../editor/builder/draft/making.ts';
import { sharedDraft } from '../../editor/builder/draft/shared-draft.ts';
import { openReader } from '../../db/client.ts';
import { type Caller, callerOf } from './admin.ts';
import { flowOf, node } from './flow-builder.ts';
import { invited, type Person } from './people.ts';
import { started, type Started } from './started.ts';

type Role = 'admin' | 'designer' | 'supervisor' | 'agent' | 'viewer';

/** The real runtime on a port, and its people. */
export interface DraftServer extends Started {
  url: string;
  admin: Person & { api: Caller };
  as(role: Role, name: string): Promise<Person & { api: Caller }>;
  /** Rows of a table, straight from the file. */
  rows<Row>(query: string): Row[];
}

export async function draftServer(): Promise<DraftServer> {
  const runtime = await started();
  const server = createServer(
    getRequestListener((request, env) => runtime.running.fetch(request, env), {
      overrideGlobalObjects: false,
    }),
  );
  // A restart brings another runtime to the same port.
  let attached: { to: unknown; sockets: Server } | undefined;
  server.on('upgrade', (...upgrade) => {
    if (attached?.to !== runtime.running) {
      attached = { to: runtime.running, sockets: new Server() };
      runtime.running.attach(attached.sockets);
    }
    attached.sockets.emit('upgrade', ...upgrade);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  const admin = await runtime.firstAdmin();
  const known = (person: Person) => Object.assign(person, { api: callerOf(person) });
  return Object.assign(runtime, {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    admin: known(admin),
    as: async (role: Role, name: string) => known(await invited(runtime.ask, admin, role, name)),
    rows<Row>(query: string) {
      const { db, close } = openReader(runtime.file);
      const rows = db.all<Row>(query);
      close();
      return rows;
    },
  });
}

/** A window of the builder, without its pixels. */
export interface DraftWindow {
  draft: Draft;
  shared: FlowInDoc;
  line: Line;
  doc: Doc;
  /** Cuts the line, as a dead network does, and keeps it cut. */
  offline(): void;
  online(): void;
}

/** Opens a draft as the builder does; resolves when it is there, or when it is known that it will not be. */
export async function draftWindow(
  { url }: Pick<DraftServer, 'url'>,
  who: { cookie: string },
  flow: string,
): Promise<DraftWindow> {
  const doc = new Doc();
  const shared = flowInDoc(doc);
  let cut = false;
  let last: WebSocket | undefined;
  const lineOf = line({
    shared,
    epoch: undefined,
    unsaved: () => undefined,
    later: (ms, work) => {
      const timer = setTimeout(work, Math.min(ms, 50));
      return () => clearTimeout(timer);
    },
    open() {
      const at = cut ? 'ws://127.0.0.1:1' : url.replace('http', 'ws');
      last = new WebSocket(`${at}/api/flows/${flow}/live`, { origin: url, headers: { cookie: who.cookie } });
      return last as unknown as globalThis.WebSocket;
    },
  });
  const draft = sharedDraft({
    shared,
    line: lineOf,
    making,
    now: Date.now,
    chance: () => doc.clientID.toString(36),
  });
  onTestFinished(() => draft.close());
  await until(() => lineOf.synced() || lineOf.ended() !== undefined);
  return {
    draft,
    shared,
    line: lineOf,
    doc,
    offline() {
      cut = true;
      last?.terminate();
    },
    online() {
      cut = false;
      lineOf.hurry();
    },
  };
}

/** Waits until something is so. */
export async function until(isSo: () => boolean): Promise<void> {
  for (let tries = 0; !isSo(); tries += 1) {
    if (tries > 1_500) throw new Error('It never was so.');
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

/** A drawing of two nodes. */
export const clinicDraft = () =>
  flowOf(
    {
      hello: node('message', { text: { en: 'Hello' } }, { done: 'bye' }),
      bye: node('end', {}),
    },
    { id: 'clinic', name: 'Clinic', channels: ['chat'] },
  );

/** Writes what the first node of that drawing says. */
export const says = ({ draft }: DraftWindow, words: string) =>
  draft.do(changeConfig, { node: 'hello', path: ['text', 'en'], to: words });

/** What the first node of that drawing says. */
export const saidIn = ({ draft }: DraftWindow): unknown =>
  (draft.read().nodes['hello']?.config['text'] as { en?: unknown } | undefined)?.en;

/** Waits until the server has everything that was done in these windows. */
export const saved = (...windows: DraftWindow[]): Promise<void> =>
  until(() => windows.every(({ draft }) => draft.saved() === 'saved'));
