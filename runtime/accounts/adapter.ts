import { createAdapterFactory, type CleanedWhere } from 'better-auth/adapters';
import {
  type AuthCondition,
  type AuthRow,
  countAuthRows,
  deleteAuthRows,
  insertAuthRow,
  readAuthRows,
  updateAuthRows,
} from '../../db/queries/auth-rows.ts';
import type { Db } from '../../db/client.ts';
import type { Statement } from '../../db/writer.ts';
import { CommitConflict, type Writer } from '../../db/writer.ts';
import { hashedConditions, hashedRow, plainTokenFor } from './session-token.ts';

/** How often a change is decided anew when the rows it was decided on have changed meanwhile. */
const MOST_TRIES = 5;

type Found = { model: string; where?: CleanedWhere[] };

/**
 * Lets the sign-in library work on our tables without a connection of its own: it reads like everybody, and what it
 * writes becomes units of the one writer. Session tokens are hashed on their way in.
 */
export function databaseAdapter(db: Db, writer: Writer) {
  const rows = (found: Found, limit?: number): AuthRow[] =>
    readAuthRows(db, found.model, conditionsOf(found), limit === undefined ? {} : { limit });

  /** Changes what fits now; gives those rows. A unit that names rows somebody else has changed conflicts. */
  async function change(
    found: Found,
    limit: number | undefined,
    statementFor: (ids: string[], conditions: AuthCondition[]) => Statement,
  ): Promise<AuthRow[]> {
    for (let attempt = 1; ; attempt += 1) {
      const fitting = rows(found, limit);
      if (fitting.length === 0) return [];
      const ids = fitting.map(({ id }) => String(id));
      try {
        await writer.commit({ statements: [statementFor(ids, conditionsOf(found))] });
        return fitting;
      } catch (error) {
        if (!(error instanceof CommitConflict) || attempt === MOST_TRIES) throw error;
      }
    }
  }

  const update = (found: Found, limit: number | undefined, set: AuthRow) =>
    change(found, limit, (ids, conditions) =>
      updateAuthRows(found.model, ids, conditions, stored(found.model, set)),
    );
  const remove = (found: Found, limit: number | undefined) =>
    change(found, limit, (ids, conditions) => deleteAuthRows(found.model, ids, conditions));
  /** The row as it is now; with the token the library asked for, since only it knows that one. */
  const shown = (found: Found, row: AuthRow): AuthRow =>
    found.model === 'sessions' ? plainTokenFor(found.where ?? [], row) : row;

  return createAdapterFactory({
    config: {
      adapterId: 'patchbay',
      adapterName: 'Patchbay database',
      supportsNumericIds: false,
      customTransformInput: ({ data }) => (data instanceof Date ? data.getTime() : (data as unknown)),
      customTransformOutput: ({ data, fieldAttributes }) =>
        fieldAttributes.type === 'date' && typeof data === 'number' ? new Date(data) : (data as unknown),
    },
    adapter: () => ({
      async create({ model, data }) {
        await writer.commit({ statements: [insertAuthRow(model, stored(model, data))] });
        return data;
      },
      async findOne<Row>(found: Found) {
        const [row] = rows(found, 1);
        return row ? (shown(found, row) as Row) : null;
      },
      async findMany<Row>({
        limit,
        offset = 0,
        sortBy,
        ...found
      }: Found & { limit: number; offset?: number; sortBy?: { field: string; direction: 'asc' | 'desc' } }) {
        const sort = sortBy && { sort: { field: sortBy.field, descending: sortBy.direction === 'desc' } };
        const many = readAuthRows(db, found.model, conditionsOf(found), { limit, offset, ...sort });
        return many.map((row) => shown(found, row) as Row);
      },
      count: async (found) => countAuthRows(db, found.model, conditionsOf(found)),
      async update<Row>({ update: set, ...found }: Found & { update: Row }) {
        const [before] = await update(found, 1, set as AuthRow);
        if (!before) return null;
        const [after] = rows({ model: found.model, where: [byId(String(before['id']))] }, 1);
        return after ? (shown(found, after) as Row) : null;
      },
      updateMany: async ({ update: set, ...found }) => (await update(found, undefined, set)).length,
      async delete(found) {
        await remove(found, 1);
      },
      deleteMany: async (found) => (await remove(found, undefined)).length,
      async consumeOne<Row>(found: Found) {
        const [row] = await remove(found, 1);
        return row ? (shown(found, row) as Row) : null;
      },
    }),
  });
}

const byId = (value: string): CleanedWhere => ({
  field: 'id',
  operator: 'eq',
  value,
  connector: 'AND',
  mode: 'sensitive',
});

const stored = (model: string, row: AuthRow): AuthRow => (model === 'sessions' ? hashedRow(row) : row);

function conditionsOf({ model, where = [] }: Found): AuthCondition[] {
  const conditions = where.map(({ value, ...rest }) => ({
    ...rest,
    value: value instanceof Date ? value.getTime() : value,
  }));
  return model === 'sessions' ? hashedConditions(conditions) : conditions;
}
