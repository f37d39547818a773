import { and, asc, eq, gt, lte, sql } from 'drizzle-orm';
import type { Statement } from '../apply-group.ts';
import { draftStates, draftUpdates } from '../schema/index.ts';
import type { Db } from '../session.ts';
import { build, prepared, statement } from './prepared.ts';

export type DraftState = typeof draftStates.$inferSelect;
export type DraftUpdate = typeof draftUpdates.$inferSelect;

/** Creates or replaces the state of a draft. */
export const saveDraftState = (row: DraftState): Statement => {
  const { organisation: _organisation, flow: _flow, ...set } = row;
  return statement(
    build
      .insert(draftStates)
      .values(row)
      .onConflictDoUpdate({ target: [draftStates.organisation, draftStates.flow], set }),
    1,
  );
};

/** One more update. Breaks the primary key when somebody else wrote one of that number. */
export const appendDraftUpdate = (row: DraftUpdate): Statement =>
  statement(build.insert(draftUpdates).values(row), 1);

/** The JSON of the draft holds the updates up to `written` now, under `revision`. */
export const noteDraftWritten = (
  organisation: string,
  flow: string,
  at: { written: number; revision: number },
): Statement =>
  statement(
    build
      .update(draftStates)
      .set(at)
      .where(and(eq(draftStates.organisation, organisation), eq(draftStates.flow, flow))),
    1,
  );

/** Takes away the updates a state holds already. */
export const deleteDraftUpdates = (organisation: string, flow: string, upTo: number): Statement =>
  statement(
    build
      .delete(draftUpdates)
      .where(
        and(
          eq(draftUpdates.organisation, organisation),
          eq(draftUpdates.flow, flow),
          lte(draftUpdates.seq, upTo),
        ),
      ),
  );

const stateOf = prepared((db) =>
  db
    .select()
    .from(draftStates)
    .where(
      and(
        eq(draftStates.organisation, sql.placeholder('organisation')),
        eq(draftStates.flow, sql.placeholder('flow')),
      ),
    )
    .prepare(),
);
export const readDraftState = (db: Db, organisation: string, flow: string): DraftState | undefined =>
  stateOf(db).get({ organisation, flow });

const updatesOf = prepared((db) =>
  db
    .select()
    .from(draftUpdates)
    .where(
      and(
        eq(draftUpdates.organisation, sql.placeholder('organisation')),
        eq(draftUpdates.flow, sql.placeholder('flow')),
        gt(draftUpdates.seq, sql.placeholder('after')),
      ),
    )
    .orderBy(asc(draftUpdates.seq))
    .prepare(),
);
/** Updates after a number, oldest first. */
export const readDraftUpdates = (db: Db, organisation: string, flow: string, after: number): DraftUpdate[] =>
  updatesOf(db).all({ organisation, flow, after });

const behind = prepared((db) =>
  db
    .selectDistinct({ organisation: draftStates.organisation, flow: draftStates.flow })
    .from(draftStates)
    .innerJoin(
      draftUpdates,
      and(
        eq(draftUpdates.organisation, draftStates.organisation),
        eq(draftUpdates.flow, draftStates.flow),
        gt(draftUpdates.seq, draftStates.written),
      ),
    )
    .prepare(),
);
/** Drafts with updates their JSON does not hold yet, of all organisations: the process ended in between. */
export const draftsBehind = (db: Db): { organisation: string; flow: string }[] => behind(db).all();
