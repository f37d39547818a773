import { beforeAll, expect, it } from 'vitest';
import { openReader } from '../../db/client.ts';
import { type Connection, connect, writerPragmas } from '../../db/guard.ts';
import { type AuditFinding, auditLog, verifyAudit } from '../../runtime/accounts/audit.ts';
import { writerInProcess } from '../../db/writer.ts';
import { join } from 'node:path';
import { copyFileSync } from 'node:fs';
import { draws } from '../kit/forgeries.ts';
import { temporaryFolder } from '../kit/running-server.ts';
import { afterAll } from 'vitest';
import { noteTried } from './kit/tried.ts';

const ROWS = 60;
const ends: (() => void | Promise<void>)[] = [];
let whole: string;

beforeAll(async () => {
  const folder = temporaryFolder((end) => ends.push(end));
  whole = join(folder, 'audited.db');
  const writer = await writerInProcess(whole);
  const { db, close } = openReader(whole);
  let at = 1_764_000_000_000;
  const audit = auditLog({ db, writer, now: () => (at += 1_000) });
  const actor = { kind: 'user', id: 'u1', name: 'Ada', organisation: 'main' } as const;
  for (let row = 0; row < ROWS; row += 1)
    await audit(
      row % 7 === 0 ? { ...actor, organisation: 'rival' } : actor,
      `action.${row % 9}`,
      `thing/${row}`,
      { row },
    );
  close();
  await writer.close();
});
afterAll(async () => {
  for (const end of ends) await end();
});

/** What the check says after somebody changed the file. */
function after(name: string, change: (open: Connection) => void): AuditFinding {
  const file = `${whole}.${name}`;
  copyFileSync(whole, file);
  const open = connect(file, writerPragmas);
  change(open);
  open.close();
  const { db, close } = openReader(file);
  try {
    return verifyAudit(db);
  } finally {
    close();
  }
}

const COLUMNS = [
  'at',
  'organisation',
  'actor_kind',
  'actor',
  'actor_name',
  'action',
  'subject',
  'detail',
  'previous',
  'hash',
];

/** A hundred ways: every column altered, rows taken out, put in, swapped, moved, cut off at the end. */
function ways(): [string, (open: Connection) => void][] {
  const draw = draws(7);
  const row = () => 1 + draw(ROWS);
  const edits = COLUMNS.flatMap((column) =>
    Array.from({ length: 4 }, (): [string, (open: Connection) => void] => {
      const seq = row();
      return [
        `${column} of ${seq} altered`,
        (open) => void open.prepare(`update audit set ${column} = ${column} || '1' where seq = ?`).run(seq),
      ];
    }),
  );
  const deletions = Array.from({ length: 15 }, (_, index): [string, (open: Connection) => void] => {
    const seq = index === 0 ? 1 : row();
    return [`row ${seq} taken out`, (open) => void open.prepare('delete from audit where seq = ?').run(seq)];
  });
  const cut = Array.from({ length: 15 }, (_, index): [string, (open: Connection) => void] => [
    `the last ${index + 1} cut off`,
    (open) => void open.prepare('delete from audit where seq > ?').run(ROWS - index - 1),
  ]);
  const swaps = Array.from({ length: 15 }, (): [string, (open: Connection) => void] => {
    const one = 1 + draw(ROWS - 1);
    return [
      `rows ${one} and ${one + 1} swapped`,
      (open) => {
        const move = open.prepare('update audit set seq = ? where seq = ?');
        move.run(-1, one);
        move.run(one, one + 1);
        move.run(one + 1, -1);
      },
    ];
  });
  const insertions = Array.from({ length: 13 }, (): [string, (open: Connection) => void] => {
    const seq = row();
    return [
      `a copy of ${seq} added at the end`,
      (open) =>
        void open
          .prepare(
            `insert into audit select ?, at, organisation, actor_kind, actor, actor_name, action, subject, detail, previous, hash from audit where seq = ?`,
          )
          .run(ROWS + 1, seq),
    ];
  });
  const rest: [string, (open: Connection) => void][] = [
    ['all taken out', (open) => void open.prepare('delete from audit').run()],
    [
      'taken out and counted anew',
      (open) => {
        open.prepare('delete from audit where seq = 30').run();
        open.prepare('update audit set seq = seq - 1 where seq > 30').run();
      },
    ],
  ];
  return [...edits, ...deletions, ...cut, ...swaps, ...insertions, ...rest];
}

it('every one of a hundred ways to tamper with the log is noticed', (context) => {
  const all = ways();
  const unnoticed = all.filter(([, change], index) => after(String(index), change).ok).map(([name]) => name);
  noteTried(context, all.length, unnoticed.length);
  expect(unnoticed).toEqual([]);
  expect(all.length).toBeGreaterThanOrEqual(100);
});

it('a log nobody touched is in order (positive control)', () => {
  expect(after('untouched', () => undefined)).toEqual({ ok: true, rows: ROWS });
});
