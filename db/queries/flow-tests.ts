import { and, eq, sql } from 'drizzle-orm';
import type { Statement } from '../apply-group.ts';
import { flowTests } from '../schema/index.ts';
import type { Db } from '../session.ts';
import { build, prepared, statement } from './prepared.ts';

/** A test of a flow. Its definition is JSON: parse it with the schema of flow tests. */
export type FlowTestRow = typeof flowTests.$inferSelect;

const testsOfFlow = prepared((db) =>
  db
    .select()
    .from(flowTests)
    .where(
      and(
        eq(flowTests.organisation, sql.placeholder('organisation')),
        eq(flowTests.flow, sql.placeholder('flow')),
      ),
    )
    .orderBy(flowTests.id)
    .prepare(),
);
/** The tests of a flow, by id. */
export const listTests = (db: Db, organisation: string, flow: string): FlowTestRow[] =>
  testsOfFlow(db).all({ organisation, flow });

/** Creates or replaces. */
export const saveTest = (row: FlowTestRow): Statement => {
  const { definition, updatedAt, savedBy } = row;
  return statement(
    build
      .insert(flowTests)
      .values(row)
      .onConflictDoUpdate({
        target: [flowTests.organisation, flowTests.flow, flowTests.id],
        set: { definition, updatedAt, savedBy },
      }),
    1,
  );
};

export const removeTest = (organisation: string, flow: string, id: string): Statement =>
  statement(
    build
      .delete(flowTests)
      .where(and(eq(flowTests.organisation, organisation), eq(flowTests.flow, flow), eq(flowTests.id, id))),
    1,
  );

/** Puts these tests in the place of all a flow has. Statements of one unit. */
export const replaceTests = (
  organisation: string,
  flow: string,
  rows: readonly FlowTestRow[],
): Statement[] => [
  statement(
    build.delete(flowTests).where(and(eq(flowTests.organisation, organisation), eq(flowTests.flow, flow))),
  ),
  ...rows.map(saveTest),
];
