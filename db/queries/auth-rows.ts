import {
  and,
  asc,
  count,
  desc,
  eq,
  getTableColumns,
  gt,
  gte,
  inArray,
  isNull,
  isNotNull,
  like,
  lt,
  lte,
  ne,
  not,
  or,
  type SQL,
  sql,
} from 'drizzle-orm';
import type { SQLiteColumn, SQLiteTable } from 'drizzle-orm/sqlite-core';
import type { Statement } from '../apply-group.ts';
import { logins, sessions, twoFactors, users, verifications } from '../schema/index.ts';
import type { Db } from '../session.ts';
import { build, statement } from './prepared.ts';

const tables: { [model: string]: SQLiteTable } = { users, logins, sessions, verifications, twoFactors };

/** A row of one of the tables the sign-in library works on: epoch milliseconds, booleans, text. */
export type AuthRow = { [column: string]: unknown };

/** A condition as the sign-in library states it. */
export interface AuthCondition {
  field: string;
  operator:
    | 'eq'
    | 'ne'
    | 'lt'
    | 'lte'
    | 'gt'
    | 'gte'
    | 'in'
    | 'not_in'
    | 'contains'
    | 'starts_with'
    | 'ends_with';
  value: unknown;
  connector: 'AND' | 'OR';
  mode?: 'sensitive' | 'insensitive' | undefined;
}

/** Rows that fulfil the conditions. */
export function readAuthRows(
  db: Db,
  model: string,
  conditions: readonly AuthCondition[],
  {
    limit = 1000,
    offset = 0,
    sort,
  }: { limit?: number; offset?: number; sort?: { field: string; descending: boolean } } = {},
): AuthRow[] {
  const table = tableOf(model);
  const query = db.select().from(table).where(where(table, conditions)).$dynamic();
  if (sort) query.orderBy((sort.descending ? desc : asc)(columnOf(table, sort.field)));
  return query.limit(limit).offset(offset).all();
}

export function countAuthRows(db: Db, model: string, conditions: readonly AuthCondition[]): number {
  const table = tableOf(model);
  return db.select({ rows: count() }).from(table).where(where(table, conditions)).get()?.rows ?? 0;
}

export const insertAuthRow = (model: string, row: AuthRow): Statement =>
  statement(build.insert(tableOf(model)).values(known(model, row) as never), 1);

/** Changes the rows with these ids, if all of them still fulfil the conditions; else the unit conflicts. */
export function updateAuthRows(
  model: string,
  ids: readonly string[],
  conditions: readonly AuthCondition[],
  set: AuthRow,
): Statement {
  const table = tableOf(model);
  const query = build.update(table).set(known(model, set) as never);
  return statement(query.where(and(among(table, ids), where(table, conditions))), ids.length);
}

/** Deletes the rows with these ids, if all of them still fulfil the conditions; else the unit conflicts. */
export function deleteAuthRows(
  model: string,
  ids: readonly string[],
  conditions: readonly AuthCondition[],
): Statement {
  const table = tableOf(model);
  return statement(build.delete(table).where(and(among(table, ids), where(table, conditions))), ids.length);
}

function tableOf(model: string): SQLiteTable {
  const table = tables[model];
  if (!table) throw new Error(`There is no table for "${model}".`);
  return table;
}

function columnOf(table: SQLiteTable, field: string): SQLiteColumn {
  const column = getTableColumns(table)[field];
  if (!column) throw new Error(`There is no column "${field}".`);
  return column;
}

/** Throws for a column nobody made, rather than dropping what should be kept. */
function known(model: string, row: AuthRow): AuthRow {
  for (const field of Object.keys(row)) columnOf(tableOf(model), field);
  return row;
}

const among = (table: SQLiteTable, ids: readonly string[]): SQL => inArray(columnOf(table, 'id'), [...ids]);

function where(table: SQLiteTable, conditions: readonly AuthCondition[]): SQL | undefined {
  const all = conditions.filter(({ connector }) => connector === 'AND').map((one) => condition(table, one));
  const any = conditions.filter(({ connector }) => connector === 'OR').map((one) => condition(table, one));
  return and(...all, any.length > 0 ? or(...any) : undefined);
}

function condition(table: SQLiteTable, { field, operator, value, mode }: AuthCondition): SQL {
  const column = columnOf(table, field);
  const compared: SQL = mode === 'insensitive' ? sql`lower(${column})` : sql`${column}`;
  const given = mode === 'insensitive' && typeof value === 'string' ? value.toLowerCase() : value;
  switch (operator) {
    case 'eq':
      return given === null ? isNull(column) : eq(compared, given);
    case 'ne':
      return given === null ? isNotNull(column) : ne(compared, given);
    case 'lt':
      return lt(compared, given);
    case 'lte':
      return lte(compared, given);
    case 'gt':
      return gt(compared, given);
    case 'gte':
      return gte(compared, given);
    case 'in':
      return inArray(column, given as unknown[]);
    case 'not_in':
      return not(inArray(column, given as unknown[]));
    case 'contains':
      return like(column, `%${String(given)}%`);
    case 'starts_with':
      return like(column, `${String(given)}%`);
    case 'ends_with':
      return like(column, `%${String(given)}`);
  }
}
