import { createEncoder, toUint8Array, writeVarUint, writeVarUint8Array } from 'lib0/encoding';
import { beforeEach, describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { applyUpdate, Doc, encodeStateAsUpdate, encodeStateVector, Map as SharedMap, Text } from 'yjs';
import { LARGEST_FRAME, updateFrame } from '../../runtime/shared-draft/index.ts';
import {
  clinicDraft,
  type DraftServer,
  draftServer,
  draftWindow,
  saidIn,
  saved,
  says,
  until,
} from '../kit/draft-windows.ts';
import { done } from '../kit/people.ts';

let server: DraftServer;
beforeEach(async () => {
  server = await draftServer();
  await server.admin.api.post('/flows/import', { document: clinicDraft() });
});

const updates = () => server.rows<{ seq: number }>('select seq from draft_updates order by seq');

describe('who may', () => {
  const opened = (
    path: string,
    headers: { [name: string]: string },
    origin: string | undefined = server.url,
  ) =>
    new Promise<number>((resolve) => {
      const socket = new WebSocket(`${server.url.replace('http', 'ws')}${path}`, {
        headers,
        ...(origin === undefined ? {} : { origin }),
      });
      socket.on('unexpected-response', (_request, { statusCode = 0 }) => resolve(statusCode));
      socket.on('open', () => {
        resolve(101);
        socket.terminate();
      });
      socket.on('error', () => undefined);
    });

  test('open the socket: those who may see flows, from our own pages', async () => {
    const live = '/api/flows/clinic/live';
    const cookieOf = async (role: 'agent' | 'viewer' | 'supervisor') => ({
      cookie: (await server.as(role, role)).cookie,
    });
    const token = await (
      await done(server.admin.send('POST', '/api/tokens', { name: 'reads', scopes: ['flows:read'] }))
    ).json();
    const other = await (
      await done(server.admin.send('POST', '/api/tokens', { name: 'reports', scopes: ['reports:read'] }))
    ).json();
    const bearer = (given: unknown) => ({ authorization: `Bearer ${(given as { token: string }).token}` });
    const own = { cookie: server.admin.cookie };
    expect(await opened(live, own)).toBe(101);
    expect(await opened(live, await cookieOf('viewer'))).toBe(101);
    expect(await opened(live, await cookieOf('supervisor'))).toBe(101);
    expect(await opened(live, await cookieOf('agent'))).toBe(403);
    expect(await opened(live, {})).toBe(401);
    expect(await opened(live, own, 'https://evil.example')).toBe(403);
    expect(await opened(live, { ...own, 'sec-fetch-site': 'cross-site' })).toBe(403);
    expect(await opened('/api/flows/nothing/live', own)).toBe(404);
    expect(await opened(live, bearer(token), 'https://elsewhere.example')).toBe(101);
    expect(await opened(live, bearer(other))).toBe(403);
    expect(await opened(live, { authorization: 'Bearer nonsense' })).toBe(401);
  });

  test('change: whoever only watches is refused, and nothing of it is stored', async () => {
    const viewer = await draftWindow(server, await server.as('viewer', 'Vera'), 'clinic');
    expect(saidIn(viewer)).toBe('Hello');
    const raw = await rawSocket(await server.as('viewer', 'Vic'));
    raw.send(changeOf(viewer.doc, (flow) => flow.set('name', 'Mine')));
    expect(await raw.closed).toEqual([4403, 'access.denied']);
    expect(updates()).toEqual([]);
  });

  test('is asked anew with every change: a role that was taken away counts at once', async () => {
    const ben = await server.as('designer', 'Ben');
    const window = await draftWindow(server, ben, 'clinic');
    const members = await server.admin.api.get<{ id: string; name: string }[]>('/members');
    const { id } = members.body.find(({ name }) => name === 'Ben')!;
    await server.admin.api.patch(`/members/${id}`, { role: 'viewer' });
    says(window, 'Too late');
    await until(() => window.line.ended() !== undefined);
    expect([window.line.ended(), window.draft.saved()]).toEqual(['access.denied', 'refused']);
    expect(saidIn(window)).toBe('Too late');
    expect(updates()).toEqual([]);
  });

  test('is looked at again while they do nothing', async () => {
    const [ben, vera] = [await server.as('designer', 'Ben'), await server.as('viewer', 'Vera')];
    const windows = [await draftWindow(server, ben, 'clinic'), await draftWindow(server, vera, 'clinic')];
    await ben.send('POST', '/api/auth/sign-out');
    await vera.send('POST', '/api/auth/sign-out');
    await until(() => windows.every(({ line }) => line.ended() === 'access.sign-in'));
    expect(windows.map(({ draft }) => draft.saved())).toEqual(['refused', 'refused']);
  });

  test('is told when their session ends', async () => {
    const ben = await server.as('designer', 'Ben');
    const window = await draftWindow(server, ben, 'clinic');
    await ben.send('POST', '/api/auth/sign-out');
    says(window, 'Signed out');
    await until(() => window.line.ended() !== undefined);
    expect([window.line.ended(), saidIn(window)]).toEqual(['access.sign-in', 'Signed out']);
    expect(updates()).toEqual([]);
  });
});

/** A socket of somebody who does not keep to the rules. */
async function rawSocket(who: { cookie: string } = server.admin) {
  const socket = new WebSocket(`${server.url.replace('http', 'ws')}/api/flows/clinic/live`, {
    origin: server.url,
    headers: { cookie: who.cookie },
  });
  const closed = new Promise<[number, string]>((resolve) =>
    socket.on('close', (code, reason) => resolve([code, reason.toString()])),
  );
  socket.on('error', () => undefined);
  await new Promise((resolve) => socket.once('message', resolve));
  return { closed, send: (data: string | Uint8Array) => socket.send(data) };
}

/** A change of what is there, by somebody who writes what no editor would. */
function changeOf(kept: Doc, write: (flow: SharedMap<unknown>, doc: Doc) => void): Uint8Array {
  const doc = new Doc();
  applyUpdate(doc, encodeStateAsUpdate(kept));
  doc.transact(() => write(doc.getMap('flow'), doc));
  return updateFrame(encodeStateAsUpdate(doc, encodeStateVector(kept)));
}

/** A change without the one before it. */
function torn(kept: Doc): Uint8Array {
  const doc = new Doc();
  applyUpdate(doc, encodeStateAsUpdate(kept));
  doc.getMap('flow').set('name', 'First');
  const first = encodeStateVector(doc);
  doc.getMap('flow').set('name', 'Second');
  return updateFrame(encodeStateAsUpdate(doc, first));
}

function nested(depth: number): SharedMap<unknown> {
  const part = new SharedMap<unknown>();
  if (depth > 0) part.set('deeper', nested(depth - 1));
  return part;
}

function frame(kind: number, ...content: number[]): Uint8Array {
  const encoder = createEncoder();
  writeVarUint(encoder, kind);
  writeVarUint8Array(encoder, new Uint8Array(content));
  return toUint8Array(encoder);
}

describe('what is refused closes the socket, and nothing of it is stored or seen', () => {
  const cases: [what: string, data: (kept: Doc) => string | Uint8Array, code: number, reason: string][] = [
    ['no frame', () => new Uint8Array([250, 1, 2, 3]), 4400, 'draft.malformed'],
    ['words that mean nothing', () => '{"type":"elsewhere"}', 4400, 'draft.malformed'],
    ['unknown members', () => '{"type":"settle","and":1}', 4400, 'draft.malformed'],
    ['no JSON', () => '{', 4400, 'draft.malformed'],
    ['an update that cannot be read', () => frame(2, 1, 2, 3, 4, 5, 6), 4422, 'draft.refused'],
    ['a state that cannot be read', () => frame(0, 255, 255, 255), 4400, 'draft.malformed'],
    [
      'a flow of another format',
      (kept) => changeOf(kept, (flow) => flow.set('format', 99)),
      4422,
      'draft.refused',
    ],
    ['another flow’s id', (kept) => changeOf(kept, (flow) => flow.set('id', 'other')), 4422, 'draft.refused'],
    [
      'a member nobody knows',
      (kept) => changeOf(kept, (flow) => flow.set('secret', 1)),
      4422,
      'draft.refused',
    ],
    [
      'a second document beside the flow',
      (kept) => changeOf(kept, (_flow, doc) => doc.getMap('more').set('a', 1)),
      4422,
      'draft.refused',
    ],
    [
      'a text type',
      (kept) => changeOf(kept, (flow) => flow.set('name', new Text('x'))),
      4422,
      'draft.refused',
    ],
    ['what builds on something we do not have', torn, 4422, 'draft.refused'],
    [
      'a document in the document',
      (kept) => changeOf(kept, (flow) => flow.set('name', new Doc())),
      4422,
      'draft.refused',
    ],
    [
      'bytes',
      (kept) => changeOf(kept, (flow) => flow.set('name', new Uint8Array([1]))),
      4422,
      'draft.refused',
    ],
    ['a zero character', (kept) => changeOf(kept, (flow) => flow.set('name', 'a\0b')), 4422, 'draft.refused'],
    [
      'a member named like a prototype',
      (kept) => changeOf(kept, (flow) => flow.set('__proto__', 1)),
      4422,
      'draft.refused',
    ],
    [
      'an endless depth',
      (kept) => changeOf(kept, (flow) => flow.set('apology', nested(60))),
      4422,
      'draft.refused',
    ],
  ];
  test.each(cases)('%s', async (_what, data, code, reason) => {
    const window = await draftWindow(server, server.admin, 'clinic');
    const before = window.draft.read();
    const raw = await rawSocket();
    raw.send(data(window.doc));
    expect(await raw.closed).toEqual([code, reason]);
    says(window, 'Still here');
    await saved(window);
    const [row] = server.rows<{ n: number }>('select count(*) as n from draft_updates');
    expect(row).toEqual({ n: 1 });
    const fresh = await draftWindow(server, server.admin, 'clinic');
    expect(fresh.draft.read()).toEqual(window.draft.read());
    expect(fresh.draft.read().name).toBe(before.name);
  });

  test('a frame that is too large', async () => {
    const raw = await rawSocket();
    raw.send(new Uint8Array(LARGEST_FRAME + 1));
    expect((await raw.closed)[0]).toBe(1009);
  });

  test('more frames than anybody needs', async () => {
    const raw = await rawSocket();
    for (let count = 0; count < 700; count += 1) raw.send('{"type":"here","chosen":[]}');
    expect(await raw.closed).toEqual([4429, 'draft.too-often']);
  });
});
