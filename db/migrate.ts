/// <reference types="vite/types/importMeta.d.ts" />
import { createHash } from 'node:crypto';
import { SQLiteSyncDialect } from 'drizzle-orm/sqlite-core';
import { DatabaseCorrupt, DatabaseNewer } from './errors.ts';
import type { Connection } from './guard.ts';
import { drizzleSession } from './session.ts';

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
type Journal = { entries: { tag: string; when: number; breakpoints: boolean }[] };

const migrations = Object.values(journals)
  .flatMap(({ entries }) => entries)
  .map(({ tag, when, breakpoints }) => {
    const text = texts[`./migrations/${tag}.sql`];
    if (text === undefined) throw new Error(`The migration ${tag} is in the journal but not in the folder.`);
    const hash = createHash('sha256').update(text).digest('hex');
    return { sql: text.split('--> statement-breakpoint'), folderMillis: when, hash, bps: breakpoints };
  });
const newest = Math.max(...migrations.map(({ folderMillis }) => folderMillis));

/** Refuses a newer schema, brings an older one up to date in one transaction, and checks what that did to references. */
export const migrate = (connection: Connection): void => {
  const applied = lastApplied(connection);
  if (applied > newest) throw new DatabaseNewer(connection.file);
  if (applied === newest) return;
  connection.pragma('foreign_keys=OFF'); // cannot be switched inside the transaction, and rebuilding a table needs it
  new SQLiteSyncDialect().migrate(migrations, drizzleSession(connection), '__drizzle_migrations');
  connection.pragma('foreign_keys=ON');
  const broken = connection.pragma('foreign_key_check');
  if (broken !== undefined) throw new DatabaseCorrupt(connection.file, `rows of ${broken} refer to nothing`);
};

const lastApplied = (connection: Connection): number => {
  const table = connection.prepare(`select 1 from sqlite_schema where name = '__drizzle_migrations'`).get();
  if (table === undefined) return 0;
  const row = connection.prepare('select max(created_at) from __drizzle_migrations').raw().get();
  return Array.isArray(row) ? Number(row[0]) : 0;
};
