import { and, asc, eq, isNull, sql } from 'drizzle-orm';
import type { Statement } from '../apply-group.ts';
import { flows, mentionsSeen } from '../schema/index.ts';
import type { Db } from '../session.ts';
import { build, prepared, statement } from './prepared.ts';

const naming = prepared((db) =>
  db
    .select({ id: flows.id, name: flows.name, draft: flows.draft })
    .from(flows)
    .where(
      and(
        eq(flows.organisation, sql.placeholder('organisation')),
        isNull(flows.deletedAt),
        // Only to leave out most flows without reading their JSON: an id is in no other text.
        sql`instr(${flows.draft}, ${sql.placeholder('member')}) > 0`,
      ),
    )
    .orderBy(asc(flows.name))
    .prepare(),
);
/** Flows whose drafts have the id of a member in them somewhere, by name. */
export const flowsNaming = (
  db: Db,
  organisation: string,
  member: string,
): { id: string; name: string; draft: unknown }[] => naming(db).all({ organisation, member });

const seen = prepared((db) =>
  db
    .select({ flow: mentionsSeen.flow, note: mentionsSeen.note })
    .from(mentionsSeen)
    .where(
      and(
        eq(mentionsSeen.organisation, sql.placeholder('organisation')),
        eq(mentionsSeen.member, sql.placeholder('member')),
      ),
    )
    .prepare(),
);
/** Notes a member has looked at. */
export const seenMentions = (
  db: Db,
  organisation: string,
  member: string,
): { flow: string; note: string }[] => seen(db).all({ organisation, member });

/** A member has looked at a note; doing it again changes nothing. */
export const seeMention = (row: typeof mentionsSeen.$inferSelect): Statement =>
  statement(build.insert(mentionsSeen).values(row).onConflictDoNothing());
