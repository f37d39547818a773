/// <reference types="vite/types/importMeta.d.ts" />
import { createHash } from 'node:crypto';
import { DatabaseCorrupt, DatabaseNewer } from './errors.ts';
import type { Connection } from './guard.ts';

type Journal = { entries: { tag: string; when: number }[] };

// Part of the bundle, so that no folder has to travel beside it.
const texts = import.meta.glob<string>('./migrations/*.sql', {
  query: '?raw',
  import: 'default',
  eager: true,
});
const journals = import.meta.glob<Journal>('./migrations/meta/_journal.json', {
  import: 'default',
  eager: true,
});

const migrations = Object.values(journals).flatMap(({ entries }) =>
  entries.map(({ tag, when }) => {
    const text = texts[`./migrations/${tag}.sql`];
    if (text === undefined) throw new Error(`The migration ${tag} is in the journal but not in the folder.`);
    return { text, when, hash: createHash('sha256').update(text).digest('hex') };
  }),
);
const newest = Math.max(...migrations.map(({ when }) => when));

/** Refuses a newer schema, brings an older one up to date in one transaction, and checks what that did to references. */
export const migrate = (connection: Connection): void => {
  const applied = lastApplied(connection);
  if (applied > newest) throw new DatabaseNewer(connection.file);
  if (applied === newest) return;
  connection.pragma('foreign_keys=OFF'); // cannot be switched inside the transaction, and rebuilding a table needs it
  try {
    connection.exec('BEGIN IMMEDIATE');
    // drizzle's own table and columns, so that its tools understand the file.
    connection.exec(
      'create table if not exists __drizzle_migrations (id integer primary key, hash text not null, created_at numeric)',
    );
    const note = connection.prepare('insert into __drizzle_migrations (hash, created_at) values (?, ?)');
    for (const { text, when, hash } of migrations) {
      if (when <= applied) continue;
      connection.exec(text);
      note.run(hash, when);
    }
    const broken = connection.pragma('foreign_key_check');
    if (broken !== undefined)
      throw new DatabaseCorrupt(connection.file, `rows of ${broken} refer to nothing`);
    connection.exec('COMMIT');
  } catch (error) {
    if (connection.inTransaction) connection.exec('ROLLBACK'); // SQLite has already done so when the disk is full
    throw error;
  }
  connection.pragma('foreign_keys=ON');
};

const lastApplied = (connection: Connection): number => {
  const table = connection.prepare(`select 1 from sqlite_schema where name = '__drizzle_migrations'`).get();
  if (table === undefined) return 0;
  const row = connection.prepare('select max(created_at) from __drizzle_migrations').raw().get();
  return Array.isArray(row) ? Number(row[0]) : 0;
};
