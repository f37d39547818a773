import type { Connection, Param, Prepared } from './guard.ts';
import { sortFailure, type Failure } from './sort-failure.ts';

/** One SQL statement with its values; `expect`: rows it must change. */
export type Statement = { readonly sql: string; readonly params: readonly Param[]; readonly expect?: number };
/** Statements that are written together or not at all. */
export type Unit = { readonly statements: readonly Statement[] };

/** What became of one unit: null is "committed". */
export type Outcome = null | Exclude<Failure, { kind: 'storage' }>;
/** What became of a group: one outcome per unit, or the failure that kept all of it from being written. */
export type GroupResult = { outcomes: Outcome[] } | { failure: Extract<Failure, { kind: 'storage' }> };

/** Moments at which a crash test wants to stop. */
export type CommitPoint = 'before-commit' | 'after-commit';
export type ApplyOptions = { onPoint?: (point: CommitPoint) => void };
export type ApplyGroup = (units: readonly Unit[]) => GroupResult;

const preparedLimit = 500;

/**
 * Commits groups of units on one connection, each group in one transaction. A group is tried plainly first; if a unit
 * fails, the group is rolled back and done again with a savepoint per unit, so that only that unit is left out.
 */
export const groupApplier = (connection: Connection, options: ApplyOptions = {}): ApplyGroup => {
  const prepared = new Map<string, Prepared>();
  const prepare = (sql: string): Prepared => {
    let statement = prepared.get(sql);
    if (statement === undefined) {
      if (prepared.size >= preparedLimit) prepared.clear();
      statement = connection.prepare(sql);
      prepared.set(sql, statement);
    }
    return statement;
  };
  const begin = connection.prepare('BEGIN IMMEDIATE');
  const commit = connection.prepare('COMMIT');
  const rollBack = () => {
    if (connection.inTransaction) connection.exec('ROLLBACK'); // SQLite has already done so on some errors
  };

  const run = ({ statements }: Unit): Failure | null => {
    for (let index = 0; index < statements.length; index++) {
      const { sql, params, expect } = statements[index]!;
      try {
        const { changes } = prepare(sql).runWith(params);
        if (expect !== undefined && changes !== expect) return { kind: 'conflict', statement: index };
      } catch (error) {
        return sortFailure(connection, error, index);
      }
    }
    return null;
  };

  const runPlainly = (units: readonly Unit[]): Outcome[] | Failure => {
    for (const unit of units) {
      const failure = run(unit);
      if (failure) return failure;
    }
    return units.map(() => null);
  };

  const runApart = (units: readonly Unit[]): Outcome[] | Failure => {
    const outcomes: Outcome[] = [];
    for (const unit of units) {
      connection.exec('SAVEPOINT unit');
      const failure = run(unit);
      if (failure?.kind === 'storage') return failure;
      if (failure) connection.exec('ROLLBACK TO unit');
      connection.exec('RELEASE unit');
      outcomes.push(failure);
    }
    return outcomes;
  };

  const inTransaction = (work: () => Outcome[] | Failure): Outcome[] | Failure => {
    try {
      begin.run();
      const result = work();
      if (!Array.isArray(result)) {
        rollBack();
        return result;
      }
      options.onPoint?.('before-commit');
      commit.run();
      return result;
    } catch (error) {
      rollBack();
      const failure = sortFailure(connection, error, 0);
      return failure.kind === 'storage'
        ? failure
        : { kind: 'storage', statement: 0, reason: String(error), fatal: false };
    }
  };

  return (units) => {
    let result = inTransaction(() => runPlainly(units));
    if (!Array.isArray(result) && result.kind !== 'storage') {
      if (units.length === 1) return { outcomes: [result] };
      result = inTransaction(() => runApart(units));
    }
    if (Array.isArray(result)) {
      options.onPoint?.('after-commit');
      return { outcomes: result };
    }
    if (result.kind === 'storage') return { failure: result };
    throw new Error('A unit failed outside its savepoint.');
  };
};
