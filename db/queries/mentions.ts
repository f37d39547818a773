import { and, asc, eq, isNull, sql } from 'drizzle-orm';
import type { Statement } from '../apply-group.ts';
import { flows, mentionsSeen, users } from '../schema/index.ts';
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

/** Who is no member any more has looked at nothing. */
export const forgetMentionsOf = (organisation: string, member: string): Statement =>
  statement(
    build
      .delete(mentionsSeen)
      .where(and(eq(mentionsSeen.organisation, organisation), eq(mentionsSeen.member, member))),
  );

/** True for a row about a member that is gone, or a note that is gone or mentions them no more. */
const isAboutNothing = sql`not exists (
  select 1 from ${users} where ${users.organisation} = ${mentionsSeen.organisation} and ${users.id} = ${mentionsSeen.member}
) or not exists (
  select 1 from ${flows}, json_each(${flows.draft}, '$.annotations.notes."' || ${mentionsSeen.note} || '".mentions') as mentioned
  where ${flows.organisation} = ${mentionsSeen.organisation} and ${flows.id} = ${mentionsSeen.flow}
    and mentioned.value = ${mentionsSeen.member}
)`;

const staleMentions = prepared((db) =>
  db
    .select({ stale: sql`1` })
    .from(mentionsSeen)
    .where(isAboutNothing)
    .limit(1)
    .prepare(),
);
/** Whether marks are left of notes that mention nobody any more. */
export const hasStaleMentions = (db: Db): boolean => staleMentions(db).get() !== undefined;

/** Takes those marks out, in all organisations. */
export const forgetStaleMentions = (): Statement =>
  statement(build.delete(mentionsSeen).where(isAboutNothing));
