import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { backup } from '../../../db/backup.ts';
import { openReader } from '../../../db/client.ts';
import { readContact } from '../../../db/queries/contacts.ts';
import { replayAgrees } from '../../../runtime/contacts/replay.ts';
import { type MachineJson, toMachine } from '../../../runtime/engine/index.ts';
import { versionOf } from '../../../db/queries/flows.ts';
import { type Administered, administered } from '../../kit/admin.ts';
import { cardFlow, conversations } from '../../kit/conversations.ts';

/** Numbers that pass for a card's. */
const CARDS = { typed: '4111111111111111', keyed: '5500000000000004', spelt: '4012888888881881' };

/** Files of the installation, and a backup of it, that hold a text. */
function filesWith(file: string, text: string): string[] {
  const copy = join(dirname(file), `copy-${Math.random()}.db`);
  backup(file, copy);
  return readdirSync(dirname(file))
    .filter((name) => readFileSync(join(dirname(file), name)).includes(text))
    .map((name) => basename(name));
}

/** Everything the API tells of contacts. */
async function toldOf({ admin }: Administered, contact: string): Promise<string> {
  const paths = ['', '/transcript', '/events'].map((path) => `/contacts/${contact}${path}`);
  return JSON.stringify(await Promise.all(paths.map((path) => admin.get(path))));
}

function agrees(file: string, contact: string): boolean {
  const { db, close } = openReader(file);
  try {
    return replayAgrees(db, contact, (flow, version) => {
      const row = versionOf(db, 'main', flow, version ?? 1);
      return row && toMachine(row.machine as MachineJson, row.version);
    });
  } finally {
    close();
  }
}

test.each([
  ['typed', { text: CARDS.typed }],
  ['keyed', { digits: CARDS.keyed }],
] as const)(
  'a sensitive answer that is %s is nowhere, while the flow goes on with it',
  async (which, answer) => {
    const logged: unknown[] = [];
    const runtime = await administered({}, { log: (...line) => logged.push(line) });
    const { say } = await conversations(runtime, cardFlow());
    const { contact } = await say('one', { text: 'hello' });
    await say('one', { text: 'canary-name' });
    const { messages } = await say('one', answer);
    expect(messages.some(({ text }) => text?.startsWith('Thanks canary-name'))).toBe(true);
    // The detector fires on what is not sensitive.
    expect(filesWith(runtime.file, 'canary-name').length).toBeGreaterThan(0);
    expect(await toldOf(runtime, contact)).toContain('canary-name');
    const card = CARDS[which];
    expect(filesWith(runtime.file, card)).toEqual([]);
    expect(existsSync(`${runtime.file}-wal`)).toBe(true);
    expect(await toldOf(runtime, contact)).not.toContain(card);
    expect(JSON.stringify([messages, logged])).not.toContain(card);
    expect(agrees(runtime.file, contact)).toBe(true);
    // The value is still there for the flow, sealed, also after a restart.
    const { db, close } = openReader(runtime.file);
    expect(readContact(db, contact)?.snapshot).toContain('\n');
    close();
    await runtime.restart();
    await say('one', { text: 'no more' });
    expect(filesWith(runtime.file, card)).toEqual([]);
    expect(agrees(runtime.file, contact)).toBe(true);
  },
);

test('an answer that comes before a sensitive question could be meant for it', async () => {
  const runtime = await administered();
  const { say } = await conversations(runtime, cardFlow());
  const { contact } = await say('one', { text: 'hello' });
  await say('one', { text: 'ann' });
  await say('one', { text: 'not a number' });
  expect(await toldOf(runtime, contact)).not.toContain('not a number');
  await say('one', { text: CARDS.spelt });
  expect(filesWith(runtime.file, CARDS.spelt)).toEqual([]);
  expect(agrees(runtime.file, contact)).toBe(true);
});
