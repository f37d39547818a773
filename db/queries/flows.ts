import { and, desc, eq, isNull, or, sql } from 'drizzle-orm';
import type { Statement } from '../apply-group.ts';
import { flows, flowVersions } from '../schema/index.ts';
import type { Db } from '../session.ts';
import { build, prepared, statement } from './prepared.ts';

/** A drawing with its draft. JSON columns are values, not text: parse them with the engine's schema. */
export type Flow = typeof flows.$inferSelect;
/** A drawing as a list shows it. */
export type FlowSummary = Omit<Flow, 'draft' | 'search' | 'deletedAt'> & {
  description: string | null;
  languages: string[];
  channels: string[];
};
/** A published drawing. */
export type FlowVersion = typeof flowVersions.$inferSelect;

/** What a save of a drawing writes. `search`: all its texts, folded. */
export interface DraftRow {
  organisation: string;
  id: string;
  name: string;
  draft: unknown;
  at: number;
  search?: string;
  by?: string;
}

/** Creates the flow, or replaces its name and draft, whatever its revision; a deleted one is back with that. */
export const saveDraft = (flow: DraftRow): Statement => {
  const { name, draft, at: updatedAt, search = '', by: savedBy = null } = flow;
  return statement(
    build
      .insert(flows)
      .values({ ...drawn(flow), createdAt: updatedAt })
      .onConflictDoUpdate({
        target: [flows.organisation, flows.id],
        set: {
          name,
          draft,
          updatedAt,
          search,
          savedBy,
          deletedAt: null,
          revision: sql`${flows.revision} + 1`,
        },
      }),
    1,
  );
};

const drawn = ({ organisation, id, name, draft, at, search = '', by }: DraftRow) => ({
  organisation,
  id,
  name,
  draft,
  search,
  savedBy: by ?? null,
  updatedAt: at,
});

/** A new drawing. Breaks the primary key when there is one of that id, deleted or not. */
export const createFlow = (flow: DraftRow): Statement =>
  statement(build.insert(flows).values({ ...drawn(flow), createdAt: flow.at }), 1);

/** Replaces the draft, unless somebody saved since `revision` was read: then it conflicts. */
export const replaceDraft = (flow: DraftRow, revision: number): Statement => {
  const { organisation: _organisation, id: _id, ...set } = drawn(flow);
  return statement(
    build
      .update(flows)
      .set({ ...set, revision: revision + 1 })
      .where(and(theFlow(flow.organisation, flow.id), eq(flows.revision, revision), isNull(flows.deletedAt))),
    1,
  );
};

/** Conflicts when somebody saved the flow since `revision` was read. */
export const keepRevision = (organisation: string, id: string, revision: number): Statement =>
  statement(
    build
      .update(flows)
      .set({ revision })
      .where(and(theFlow(organisation, id), eq(flows.revision, revision), isNull(flows.deletedAt))),
    1,
  );

/** Sets the tags of a flow. */
export const tagFlow = (organisation: string, id: string, tags: string[]): Statement =>
  statement(
    build
      .update(flows)
      .set({ tags: tags.length > 0 ? tags : null })
      .where(and(theFlow(organisation, id), isNull(flows.deletedAt))),
    1,
  );

/** Puts a flow into a folder; null is the top. */
export const moveFlow = (organisation: string, id: string, folder: string | null): Statement =>
  statement(
    build
      .update(flows)
      .set({ folder })
      .where(and(theFlow(organisation, id), isNull(flows.deletedAt))),
    1,
  );

/** Says what people call a version. */
export const nameVersion = (
  organisation: string,
  flow: string,
  version: number,
  name: string | null,
): Statement =>
  statement(
    build
      .update(flowVersions)
      .set({ name })
      .where(
        and(
          eq(flowVersions.organisation, organisation),
          eq(flowVersions.flow, flow),
          eq(flowVersions.version, version),
        ),
      ),
    1,
  );

/** Takes a flow out of sight; contacts under way keep their versions. */
export const deleteFlow = (organisation: string, id: string, at: number): Statement =>
  statement(
    build
      .update(flows)
      .set({ deletedAt: at })
      .where(and(theFlow(organisation, id), isNull(flows.deletedAt))),
    1,
  );

/** Brings a deleted flow back. */
export const restoreFlow = (organisation: string, id: string): Statement =>
  statement(
    build
      .update(flows)
      .set({ deletedAt: null })
      .where(and(theFlow(organisation, id), sql`${flows.deletedAt} is not null`)),
    1,
  );

/** Keeps the texts of a flow for searching, when an earlier release did not. */
export const indexFlow = (organisation: string, id: string, search: string): Statement =>
  statement(build.update(flows).set({ search }).where(theFlow(organisation, id)), 1);

const theFlow = (organisation: string, id: string) =>
  and(eq(flows.organisation, organisation), eq(flows.id, id));

/** Stores a version and makes it the latest. Two statements of one unit: versions rise by one, a race conflicts. */
export const publishVersion = (
  version: Omit<FlowVersion, 'tests' | 'name'> & Partial<Pick<FlowVersion, 'tests' | 'name'>>,
): Statement[] => {
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
/** A drawing, deleted ones too. */
export const readAnyFlow = (db: Db, organisation: string, id: string): Flow | undefined =>
  flowById(db).get({ organisation, id });

export const readFlow = (db: Db, organisation: string, id: string): Flow | undefined => {
  const flow = readAnyFlow(db, organisation, id);
  return flow?.deletedAt === null ? flow : undefined;
};

const headById = prepared((db) =>
  db
    .select({ id: flows.id, revision: flows.revision })
    .from(flows)
    .where(
      and(
        eq(flows.organisation, sql.placeholder('organisation')),
        eq(flows.id, sql.placeholder('id')),
        isNull(flows.deletedAt),
      ),
    )
    .prepare(),
);
/** Whether there is a drawing, and which, without reading what is drawn: that may be a megabyte. */
export const readFlowHead = (
  db: Db,
  organisation: string,
  id: string,
): Pick<Flow, 'id' | 'revision'> | undefined => headById(db).get({ organisation, id });

/** A JSON list of texts; a draft may lack it. */
const textsOf = (json: unknown): string[] => (typeof json === 'string' ? (JSON.parse(json) as string[]) : []);

export const summaryOf = () => {
  const { organisation, id, name, createdAt, updatedAt, latest, revision, savedBy, tags, folder, draft } =
    flows;
  const languages = sql`json_extract(${draft}, '$.languages')`.mapWith(textsOf);
  const channels = sql`json_extract(${draft}, '$.channels')`.mapWith(textsOf);
  const description = sql<string | null>`json_extract(${draft}, '$.description')`;
  const own = { organisation, id, name, createdAt, updatedAt, latest, revision, savedBy, tags, folder };
  return { ...own, description, languages, channels };
};

const allFlows = prepared((db) =>
  db
    .select(summaryOf())
    .from(flows)
    .where(and(eq(flows.organisation, sql.placeholder('organisation')), isNull(flows.deletedAt)))
    .orderBy(desc(flows.updatedAt), flows.id)
    .prepare(),
);
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
  const { organisation, flow, version, hash, note, by, publishedAt, name } = flowVersions;
  return db
    .select({ organisation, flow, version, hash, note, by, publishedAt, name })
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
): Omit<FlowVersion, 'definition' | 'machine' | 'tests'>[] => versionHeads(db).all({ organisation, flow });
