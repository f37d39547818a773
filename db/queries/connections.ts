import { and, eq, sql } from 'drizzle-orm';
import type { Statement } from '../apply-group.ts';
import { connections } from '../schema/index.ts';
import type { Db } from '../session.ts';
import { build, prepared, statement } from './prepared.ts';

export type ConnectionRow = typeof connections.$inferSelect;

/** Creates or replaces. An address that another connection of the channel has breaks `connection_address`. */
export const save = (connection: ConnectionRow): Statement => {
  const { id: _, ...set } = connection;
  return statement(
    build.insert(connections).values(connection).onConflictDoUpdate({ target: connections.id, set }),
    1,
  );
};

const oneById = prepared((db) =>
  db
    .select()
    .from(connections)
    .where(eq(connections.id, sql.placeholder('id')))
    .prepare(),
);
export const byId = (db: Db, id: string): ConnectionRow | undefined => oneById(db).get({ id });

const oneByAddress = prepared((db) =>
  db
    .select()
    .from(connections)
    .where(
      and(
        eq(connections.channel, sql.placeholder('channel')),
        eq(connections.address, sql.placeholder('address')),
      ),
    )
    .prepare(),
);
export const byAddress = (db: Db, channel: string, address: string): ConnectionRow | undefined =>
  oneByAddress(db).get({ channel, address });

const allOfChannel = prepared((db) =>
  db
    .select()
    .from(connections)
    .where(eq(connections.channel, sql.placeholder('channel')))
    .orderBy(connections.id)
    .prepare(),
);
export const byChannel = (db: Db, channel: string): ConnectionRow[] => allOfChannel(db).all({ channel });

const all = prepared((db) =>
  db
    .select()
    .from(connections)
    .where(eq(connections.organisation, sql.placeholder('organisation')))
    .orderBy(connections.channel, connections.id)
    .prepare(),
);
export const list = (db: Db, organisation: string): ConnectionRow[] => all(db).all({ organisation });
