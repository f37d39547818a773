import { and, desc, eq, isNull, or, sql } from 'drizzle-orm';
import type { Statement } from '../apply-group.ts';
import { flows, flowVersions } from '../schema/index.ts';
import type { Db } from '../session.ts';
import { build, prepared, statement } from './prepared.ts';

/** A drawing with its draft. JSON columns are values, not text: parse them with the engine's schema. */
export type Flow = typeof flows.$inferSelect;
/** A drawing as a list shows it. */
export type FlowSummary = Omit<Flow, 'draft'> & { languages: string[]; channels: string[] };
/** A published drawing. */
export type FlowVersion = typeof flowVersions.$inferSelect;

/** Creates the flow, or replaces its name and draft. */
export const saveDraft = (flow: {
  organisation: string;
  id: string;
  name: string;
  draft: unknown;
  at: number;
}): Statement =>
  statement(
    build
      .insert(flows)
      .values({
        organisation: flow.organisation,
        id: flow.id,
        name: flow.name,
        draft: flow.draft,
        createdAt: flow.at,
        updatedAt: flow.at,
      })
      .onConflictDoUpdate({
        target: [flows.organisation, flows.id],
        set: { name: flow.name, draft: flow.draft, updatedAt: flow.at },
      }),
    1,
  );

/** Stores a version and makes it the latest. Two statements of one unit: versions rise by one, a race conflicts. */
export const publishVersion = (version: FlowVersion): Statement[] => {
  const first = version.version === 1 ? isNull(flows.latest) : undefined;
  return [
    statement(
      build
        .update(flows)
        .set({ latest: version.version })
        .where(
          and(
            eq(flows.organisation, version.organisation),
            eq(flows.id, version.flow),
            or(first, eq(flows.latest, version.version - 1)),
          ),
        ),
      1,
    ),
    statement(build.insert(flowVersions).values(version), 1),
  ];
};

const flowById = prepared((db) =>
  db
    .select()
    .from(flows)
    .where(and(eq(flows.organisation, sql.placeholder('organisation')), eq(flows.id, sql.placeholder('id'))))
    .prepare(),
);
export const readFlow = (db: Db, organisation: string, id: string): Flow | undefined =>
  flowById(db).get({ organisation, id });

/** A JSON list of texts; a draft may lack it. */
const textsOf = (json: unknown): string[] => (typeof json === 'string' ? (JSON.parse(json) as string[]) : []);

const allFlows = prepared((db) => {
  const { organisation, id, name, createdAt, updatedAt, latest, draft } = flows;
  const languages = sql`json_extract(${draft}, '$.languages')`.mapWith(textsOf);
  const channels = sql`json_extract(${draft}, '$.channels')`.mapWith(textsOf);
  return db
    .select({ organisation, id, name, createdAt, updatedAt, latest, languages, channels })
    .from(flows)
    .where(eq(organisation, sql.placeholder('organisation')))
    .orderBy(desc(updatedAt), id)
    .prepare();
});
/** All flows of an organisation, last changed first. */
export const listFlows = (db: Db, organisation: string): FlowSummary[] => allFlows(db).all({ organisation });

const oneVersion = prepared((db) =>
  db
    .select()
    .from(flowVersions)
    .where(
      and(
        eq(flowVersions.organisation, sql.placeholder('organisation')),
        eq(flowVersions.flow, sql.placeholder('flow')),
        eq(flowVersions.version, sql.placeholder('version')),
      ),
    )
    .prepare(),
);
export const versionOf = (
  db: Db,
  organisation: string,
  flow: string,
  version: number,
): FlowVersion | undefined => oneVersion(db).get({ organisation, flow, version });

const newestVersion = prepared((db) =>
  db
    .select()
    .from(flowVersions)
    .where(
      and(
        eq(flowVersions.organisation, sql.placeholder('organisation')),
        eq(flowVersions.flow, sql.placeholder('flow')),
      ),
    )
    .orderBy(desc(flowVersions.version))
    .limit(1)
    .prepare(),
);
export const latestVersion = (db: Db, organisation: string, flow: string): FlowVersion | undefined =>
  newestVersion(db).get({ organisation, flow });

const versionHeads = prepared((db) => {
  const { organisation, flow, version, hash, note, by, publishedAt } = flowVersions;
  return db
    .select({ organisation, flow, version, hash, note, by, publishedAt })
    .from(flowVersions)
    .where(and(eq(organisation, sql.placeholder('organisation')), eq(flow, sql.placeholder('flow'))))
    .orderBy(desc(version))
    .prepare();
});
/** The versions of a flow without their definitions, newest first. */
export const listVersions = (
  db: Db,
  organisation: string,
  flow: string,
): Omit<FlowVersion, 'definition' | 'machine'>[] => versionHeads(db).all({ organisation, flow });
