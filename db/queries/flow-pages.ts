import { and, asc, desc, eq, isNull, sql } from 'drizzle-orm';
import { flows, flowVersions } from '../schema/index.ts';
import type { Db } from '../session.ts';
import { type Flow, type FlowSummary, summaryOf } from './flows.ts';
import { prepared } from './prepared.ts';

const COLUMNS = { updatedAt: flows.updatedAt, createdAt: flows.createdAt, name: flows.name };
export type FlowSort = keyof typeof COLUMNS;

/** A page of flows. `words` are folded and all have to be there; `after` is the last row of the page before. */
export const pageOfFlows = (
  db: Db,
  organisation: string,
  wanted: {
    words: string[];
    tag?: string | undefined;
    deleted: boolean;
    sort: FlowSort;
    descending: boolean;
    after?: { value: string | number; id: string } | undefined;
    limit: number;
  },
): FlowSummary[] => {
  const column = COLUMNS[wanted.sort];
  const { after, descending } = wanted;
  const order = descending ? desc : asc;
  const beyond =
    after && sql`(${column}, ${flows.id}) ${descending ? sql`<` : sql`>`} (${after.value}, ${after.id})`;
  const tagged =
    wanted.tag === undefined
      ? undefined
      : sql`exists (select 1 from json_each(${flows.tags}) where value = ${wanted.tag})`;
  return db
    .select(summaryOf())
    .from(flows)
    .where(
      and(
        eq(flows.organisation, organisation),
        wanted.deleted ? sql`${flows.deletedAt} is not null` : isNull(flows.deletedAt),
        ...wanted.words.map((word) => sql`instr(${flows.search}, ${word}) > 0`),
        tagged,
        beyond,
      ),
    )
    .orderBy(order(column), order(flows.id))
    .limit(wanted.limit)
    .all();
};

const unindexed = prepared((db) =>
  db
    .select()
    .from(flows)
    .where(eq(flows.search, sql`''`))
    .prepare(),
);
/** Flows of all organisations whose texts were not kept for searching yet. */
export const flowsWithoutSearch = (db: Db): Flow[] => unindexed(db).all();

const latestDefinitions = prepared((db) =>
  db
    .select({ id: flows.id, name: flows.name, draft: flows.draft, published: flowVersions.definition })
    .from(flows)
    .leftJoin(
      flowVersions,
      and(
        eq(flowVersions.organisation, flows.organisation),
        eq(flowVersions.flow, flows.id),
        eq(flowVersions.version, flows.latest),
      ),
    )
    .where(and(eq(flows.organisation, sql.placeholder('organisation')), isNull(flows.deletedAt)))
    .orderBy(flows.id)
    .prepare(),
);
/** Draft and latest published drawing of every flow, to see what uses what. */
export const drawingsOf = (db: Db, organisation: string) => latestDefinitions(db).all({ organisation });
