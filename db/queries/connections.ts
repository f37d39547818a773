import { and, eq, sql } from 'drizzle-orm';
import type { Statement } from '../apply-group.ts';
import { connections } from '../schema/index.ts';
import type { Db } from '../session.ts';
import { build, prepared, statement } from './prepared.ts';

export type ConnectionRow = typeof connections.$inferSelect;

/** A connection to store; what an earlier release did not have may be left out. */
export type NewConnection = typeof connections.$inferInsert;

/** Creates or replaces. An address that another connection of the channel has breaks `connection_address`. */
export const save = (connection: NewConnection): Statement => {
  const { id: _, ...set } = connection;
  return statement(
    build.insert(connections).values(connection).onConflictDoUpdate({ target: connections.id, set }),
    1,
  );
};

/** A new one. Breaks the primary key when there is one of that id, whoever's it is. */
export const insertConnection = (connection: NewConnection): Statement =>
  statement(build.insert(connections).values(connection), 1);

/** Changes parts of a connection of the organisation. */
export const changeConnection = (
  organisation: string,
  id: string,
  set: Partial<Omit<ConnectionRow, 'id' | 'organisation' | 'channel'>>,
): Statement =>
  statement(
    build
      .update(connections)
      .set(set)
      .where(and(eq(connections.organisation, organisation), eq(connections.id, id))),
    1,
  );

export const removeConnection = (organisation: string, id: string): Statement =>
  statement(
    build.delete(connections).where(and(eq(connections.organisation, organisation), eq(connections.id, id))),
    1,
  );

/** Seals a secret, unless it was changed since it was read. */
export const resealConnection = (
  before: ConnectionRow,
  sealed: Pick<ConnectionRow, 'secret' | 'keyId' | 'formerSecret' | 'formerKeyId'>,
): Statement =>
  statement(
    build
      .update(connections)
      .set(sealed)
      .where(and(eq(connections.id, before.id), sql`${connections.secret} is ${before.secret}`)),
  );

const every = prepared((db) => db.select().from(connections).prepare());
/** Those of all organisations, for a change of keys. */
export const allConnections = (db: Db): ConnectionRow[] => every(db).all();

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
