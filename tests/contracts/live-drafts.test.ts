import { beforeEach, describe, expect, test } from 'vitest';
import { connectExit } from '../../editor/builder/commands/connect-exit.ts';
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
import { node } from '../kit/flow-builder.ts';

interface Shown {
  revision: number;
  savedBy: string;
  draft: { nodes: { [id: string]: { config: { text: { en: string } } } } };
}

let server: DraftServer;
beforeEach(async () => {
  server = await draftServer();
  await server.admin.api.post('/flows/import', { document: clinicDraft() });
});

const stored = async () => (await server.admin.api.get<Shown>('/flows/clinic')).body;
const updates = () => server.rows<{ seq: number }>('select seq from draft_updates order by seq');

test('two people in one draft see what the other does, and who it is, and undo only their own', async () => {
  const ben = await server.as('designer', 'Ben');
  const [one, other] = [
    await draftWindow(server, server.admin, 'clinic'),
    await draftWindow(server, ben, 'clinic'),
  ];
  says(one, 'Good morning');
  other.draft.do(connectExit, { node: 'hello', exit: 'done', target: undefined });
  await until(
    () => saidIn(other) === 'Good morning' && one.draft.read().nodes['hello']!.exits['done'] === undefined,
  );
  await until(() => one.draft.people().length === 1);
  expect([one, other].map(({ draft }) => draft.people().map(({ name }) => name))).toEqual([['Ben'], ['Ada']]);

  other.draft.tell({ chosen: ['hello'], pointer: { x: 7, y: 9 } });
  await until(() => one.draft.people()[0]?.pointer?.x === 7);
  expect(one.draft.people()).toMatchObject([{ name: 'Ben', chosen: ['hello'], pointer: { x: 7, y: 9 } }]);

  one.draft.undo();
  await until(() => saidIn(other) === 'Hello');
  expect(other.draft.read().nodes['hello']!.exits).toEqual({});
  expect(one.draft.history()).toEqual([{ command: 'change-config', at: expect.any(Number), undone: true }]);
  other.draft.close();
  await until(() => one.draft.people().length === 0);
});

test('what one is told of is on disk; the JSON of the draft follows, with who changed it last', async () => {
  const ben = await server.as('designer', 'Ben');
  const [one, other] = [
    await draftWindow(server, server.admin, 'clinic'),
    await draftWindow(server, ben, 'clinic'),
  ];
  says(other, 'By Ben');
  await until(() => saidIn(one) === 'By Ben');
  expect(updates()).toHaveLength(1);
  const now = await stored();
  expect([now.draft.nodes['hello']!.config.text.en, now.savedBy, now.revision]).toEqual(['By Ben', 'Ben', 2]);
  const found = await server.admin.api.get<{ items: unknown[] }>('/flows?text=ben');
  expect(found.body.items).toHaveLength(1);
  const audit = await server.admin.api.get<{ rows: { action: string; actor: string }[] }>('/audit');
  expect(JSON.stringify(audit.body)).toContain('flow.edited');
});

test('who has a draft open is told to whoever may see it', async () => {
  await draftWindow(server, await server.as('designer', 'Ben'), 'clinic');
  const answer = await server.admin.api.get<{ people: string[] }>('/flows/clinic/live');
  expect(answer.body).toEqual({ people: ['Ben'] });
});

describe('a draft that is written by other ways', () => {
  test('changes under the hands of whoever has it open, who keeps what they did', async () => {
    const window = await draftWindow(server, server.admin, 'clinic');
    window.draft.do(connectExit, { node: 'hello', exit: 'done', target: undefined });
    await saved(window);
    const { revision, draft } = await stored();
    const document = structuredClone(draft);
    document.nodes['hello']!.config.text.en = 'Over the API';
    const put = await server.admin.api.put<Shown>('/flows/clinic/draft', { revision, draft: document });
    expect(put.status).toBe(200);
    await until(() => saidIn(window) === 'Over the API');
    expect(window.draft.read().nodes['hello']!.exits).toEqual({});
    // Nothing more was drawn: the revision is the one that was answered, so that the next save is not stale.
    expect((await stored()).revision).toBe(put.body.revision);
    await server.admin.api.post('/flows/import', { document: clinicDraft(), existing: 'replace' });
    await until(() => saidIn(window) === 'Hello');
    window.draft.undo();
    expect(window.draft.read().nodes['hello']!.exits).toEqual({ done: 'bye' });
  });

  test('while nobody had it open is what the next one finds', async () => {
    const first = await draftWindow(server, server.admin, 'clinic');
    says(first, 'First');
    await saved(first);
    first.draft.close();
    const document = clinicDraft();
    document.nodes['hello']!.config = { text: { en: 'Meanwhile' } };
    await server.admin.api.post('/flows/import', { document, existing: 'replace' });
    expect(saidIn(await draftWindow(server, server.admin, 'clinic'))).toBe('Meanwhile');
  });

  test('publishing takes what was seen, and refuses when somebody drew since', async () => {
    const window = await draftWindow(server, server.admin, 'clinic');
    says(window, 'As seen');
    const revision = await window.draft.settled();
    const published = await server.admin.api.post<{ version: number }>('/flows/clinic/publish', { revision });
    expect(published.status).toBe(201);
    const version = await server.admin.api.get<{ definition: unknown }>('/flows/clinic/versions/1');
    expect(version.body.definition).toEqual(window.draft.read());
    says(window, 'Not seen');
    await saved(window);
    const stale = await server.admin.api.post<{ code: string }>('/flows/clinic/publish', { revision });
    expect([stale.status, stale.body.code]).toEqual([409, 'flow.stale']);
    const rolledBack = await server.admin.api.post('/flows/clinic/roll-back', { version: 1 });
    expect(rolledBack.status).toBe(201);
    expect(saidIn(window)).toBe('Not seen');
  });

  test('is told to be gone, or to be one that cannot be drawn any more', async () => {
    const window = await draftWindow(server, server.admin, 'clinic');
    await server.admin.api.delete('/flows/clinic');
    await until(() => window.line.ended() !== undefined);
    expect(window.line.ended()).toBe('flow.unknown');
    await server.admin.api.post('/flows/clinic/restore');
    const again = await draftWindow(server, server.admin, 'clinic');
    const { revision } = await stored();
    await server.admin.api.put('/flows/clinic/draft', { revision, draft: { format: 99 } });
    await until(() => again.line.ended() !== undefined);
    expect(again.line.ended()).toBe('draft.reset');
    expect((await draftWindow(server, server.admin, 'clinic')).line.ended()).toBe('draft.unreadable');
  });
});

test('what was done without a line is merged when it is back; a restart in between loses nothing', async () => {
  const ben = await server.as('designer', 'Ben');
  const [one, other] = [
    await draftWindow(server, server.admin, 'clinic'),
    await draftWindow(server, ben, 'clinic'),
  ];
  one.offline();
  await until(() => one.draft.saved() === 'offline');
  says(one, 'Under way');
  other.draft.do(connectExit, { node: 'hello', exit: 'done', target: undefined });
  await saved(other);
  await server.restart();
  expect(one.draft.saved()).toBe('offline');
  one.online();
  await saved(one, other);
  await until(
    () => saidIn(other) === 'Under way' && one.draft.read().nodes['hello']!.exits['done'] === undefined,
  );
  expect((await stored()).draft.nodes['hello']!.config.text.en).toBe('Under way');
});

test('two people who add without a line do not take each other’s ids', async () => {
  const ben = await server.as('designer', 'Ben');
  const [one, other] = [
    await draftWindow(server, server.admin, 'clinic'),
    await draftWindow(server, ben, 'clinic'),
  ];
  const add = {
    id: 'add',
    edit: (
      flow: ReturnType<typeof clinicDraft>,
      _args: object,
      { newId }: { newId: (wish: string, taken: (id: string) => boolean) => string },
    ) => ({
      flow: { ...flow, nodes: { ...flow.nodes, [newId('menu', (id) => id in flow.nodes)]: node('menu') } },
    }),
  };
  one.offline();
  other.offline();
  await until(() => [one, other].every(({ draft }) => draft.saved() === 'offline'));
  one.draft.do(add, {});
  other.draft.do(add, {});
  one.online();
  other.online();
  await saved(one, other);
  await until(
    () => Object.keys(one.draft.read().nodes).length + Object.keys(other.draft.read().nodes).length === 8,
  );
  expect(one.draft.read()).toEqual(other.draft.read());
});

test('many updates are put together, and nothing is lost by it', async () => {
  const window = await draftWindow(server, server.admin, 'clinic');
  for (let count = 0; count < 230; count += 1) {
    says(window, `Hello ${count}`);
    await saved(window);
  }
  await window.draft.settled();
  expect(updates().length).toBeLessThan(100);
  window.draft.close();
  await until(() => updates().length === 0);
  expect(saidIn(await draftWindow(server, server.admin, 'clinic'))).toBe('Hello 229');
});
