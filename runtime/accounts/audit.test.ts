import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { openReader } from '../../db/client.ts';
import { connect, writerPragmas } from '../../db/guard.ts';
import { CommitConflict, writerInProcess } from '../../db/writer.ts';
import { temporaryFolder } from '../../tests/kit/running-server.ts';
import { auditLog, verifyAudit } from './audit.ts';

const ADA = { kind: 'user', id: 'ada', name: 'Ada', organisation: 'main' } as const;

async function hundredRows() {
  const file = join(temporaryFolder(), 'patchbay.db');
  const writer = await writerInProcess(file);
  const { db, close } = openReader(file);
  onTestFinished(async () => {
    close();
    await writer.close();
  });
  const audit = auditLog({ db, writer, now: () => 1_700_000_000_000 });
  await Promise.all(
    Array.from({ length: 100 }, (_, index) =>
      audit(ADA, 'thing.done', `thing/${index}`, { index, b: true, a: null }),
    ),
  );
  const meddle = (sql: string) => {
    const connection = connect(file, writerPragmas);
    connection.exec(sql);
    connection.close();
  };
  return { db, audit, meddle };
}

test('rows written at once form one chain', async () => {
  const { db } = await hundredRows();
  expect(verifyAudit(db)).toEqual({ ok: true, rows: 100 });
});

test('whichever of 100 rows is altered, and whatever in it, is found', async () => {
  const { db, meddle } = await hundredRows();
  const columns = [
    ['at', 'at + 1', 'at - 1'],
    ['organisation', `'other'`, `'main'`],
    ['actor', `'eve'`, `'ada'`],
    ['actor_name', `'Eve'`, `'Ada'`],
    ['action', `'thing.undone'`, `'thing.done'`],
    ['detail', `replace(detail, 'true', 'false')`, `replace(detail, 'false', 'true')`],
  ] as const;
  for (let seq = 1; seq <= 100; seq += 1) {
    const [column, wrong, right] = columns[seq % columns.length]!;
    meddle(`update audit set ${column} = ${wrong} where seq = ${seq}`);
    expect(verifyAudit(db), `${column} of row ${seq}`).toMatchObject({ ok: false, seq });
    meddle(`update audit set ${column} = ${right} where seq = ${seq}`);
  }
  expect(verifyAudit(db)).toEqual({ ok: true, rows: 100 });
});

test.each([
  ['the first', 'seq = 1', 1],
  ['one in the middle', 'seq = 50', 50],
  ['the last', 'seq = 100', 100],
  ['all', '1 = 1', 1],
])('a row that is missing is found: %s', async (_, which, seq) => {
  const { db, meddle } = await hundredRows();
  meddle(`delete from audit where ${which}`);
  expect(verifyAudit(db)).toMatchObject({ ok: false, seq });
});

test('a change that conflicts leaves no row and no gap', async () => {
  const { db, audit } = await hundredRows();
  const impossible = { sql: `update users set name = 'x' where id = 'nobody'`, params: [], expect: 1 };
  const refused = audit(ADA, 'member.changed', 'member/nobody', {}, [impossible]);
  const after = audit(ADA, 'thing.done', 'thing/100');
  await expect(refused).rejects.toThrow(CommitConflict);
  await after;
  expect(verifyAudit(db)).toEqual({ ok: true, rows: 101 });
});
