import { z } from '@hono/zod-openapi';
import { type FlowSort, pageOfFlows } from '../../../db/queries/flow-pages.ts';
import { read as readCalendar, save as saveCalendar } from '../../../db/queries/calendars.ts';
import { createFlow, readAnyFlow, readFlow } from '../../../db/queries/flows.ts';
import { readSettingsOf } from '../../../db/queries/organisation-settings.ts';
import {
  calendarSchema,
  channelKindSchema,
  INTERFACE_LANGUAGES,
  languageTagSchema,
} from '../../engine/index.ts';
import { draftUnder, emptyDraft } from '../../flows/drafts.ts';
import { searchHits } from '../../flows/search-hits.ts';
import { searchTextOf, wordsOf } from '../../flows/search-text.ts';
import { drawnFor, templates } from '../../templates/templates.ts';
import { afterValue, pageOf, paged, pageQuery } from '../asking/page.ts';
import { found } from '../asking/refusal.ts';
import { slugOf } from '../asking/slug.ts';
import { json, principalOf, route, router } from '../route.ts';
import { flowOf, type FlowRouteParts, summaryOf } from './parts.ts';
import { flowSchema, foundFlowSchema, idSchema, oneFlow, READ, WRITE } from './shapes.ts';

const listQuery = z.strictObject({
  ...pageQuery,
  /** Words that all have to be in the flow: its name, its description, any of its texts. */
  text: z.string().trim().min(1).max(200).optional(),
  tag: z.string().min(1).max(40).optional(),
  sort: z.enum(['updatedAt', 'createdAt', 'name']).default('updatedAt'),
  order: z.enum(['ascending', 'descending']).default('descending'),
  deleted: z.enum(['true', 'false']).default('false'),
});

const newFlowSchema = z.strictObject({
  name: z.string().trim().min(1).max(200),
  description: z.string().max(2000).optional(),
  channels: z.array(channelKindSchema).min(1).max(20).default(['chat']),
  languages: z.array(languageTagSchema).min(1).max(50).optional(),
  zone: calendarSchema.shape.zone.optional(),
  /** A flow to begin with a copy of. */
  copyOf: idSchema.optional(),
  /** A template to begin with; what it needs of calendars comes with it. */
  template: idSchema.optional(),
  /** The language its designer reads: the nodes of a template are named in it. */
  namesIn: z.enum(INTERFACE_LANGUAGES).default('en'),
});

/** Flows: list and search, read, create. */
export function flowListRoutes(parts: FlowRouteParts) {
  const { db, audit } = parts;
  return router()
    .openapi(
      route(READ, {
        method: 'get',
        path: '/',
        summary: 'Flows, by name, description and every text in them',
        request: { query: listQuery },
        responses: { 200: json(pageOf(foundFlowSchema)) },
      }),
      (c) => {
        const { organisation } = principalOf(c);
        const { text, tag, sort, order, deleted, limit, cursor } = c.req.valid('query');
        const words = wordsOf(text ?? '');
        const rows = pageOfFlows(db, organisation, {
          words,
          tag,
          sort,
          deleted: deleted === 'true',
          descending: order === 'descending',
          after: afterValue(cursor, sort === 'name' ? 'string' : 'number'),
          limit: limit + 1,
        });
        const sorted: FlowSort = sort;
        const shown = summaryOf(db, organisation);
        const drafts = words.length > 0 ? draftsOf(db, organisation, rows) : new Map<string, unknown>();
        return c.json(
          paged(
            rows,
            limit,
            (row) => [row[sorted], row.id],
            (row) => ({ ...shown(row), hits: searchHits(drafts.get(row.id), words) }),
          ),
          200,
        );
      },
    )
    .openapi(
      route(READ, {
        method: 'get',
        path: '/{id}',
        summary: 'A flow with its draft and the list of its versions',
        request: { params: oneFlow },
        responses: { 200: json(flowSchema) },
      }),
      (c) => {
        const { organisation } = principalOf(c);
        const flow = found(readFlow(db, organisation, c.req.valid('param').id), 'flow');
        c.header('etag', `"${flow.revision}"`);
        return c.json(flowOf(db, flow), 200);
      },
    )
    .openapi(
      route(WRITE, {
        method: 'post',
        path: '/',
        summary: 'A new flow: empty, from a template, or a copy of another',
        request: { body: json(newFlowSchema) },
        responses: { 201: json(flowSchema) },
      }),
      async (c) => {
        const principal = principalOf(c);
        const { organisation } = principal;
        const { copyOf, template: wanted, namesIn, ...given } = c.req.valid('json');
        const template =
          wanted === undefined
            ? undefined
            : found(
                templates.find(({ id }) => id === wanted),
                'template',
              );
        const copied = copyOf === undefined ? undefined : found(readFlow(db, organisation, copyOf), 'flow');
        const source = copied?.draft ?? (template && drawnFor(template, namesIn));
        const id = slugOf(given.name, 'flow', (taken) => readAnyFlow(db, organisation, taken) !== undefined);
        const { language, zone } = readSettingsOf(db, organisation);
        const { draft } = draftUnder(
          id,
          source
            ? { ...source, name: given.name }
            : emptyDraft({ languages: [language], zone, ...given, id }),
        );
        const row = { organisation, id, name: given.name, draft, at: parts.now(), by: principal.name };
        const calendars = (template?.calendars ?? []).filter(
          (one) => !readCalendar(db, organisation, one.id),
        );
        const detail = { copyOf: copyOf ?? null, template: wanted ?? null };
        await audit(principal, 'flow.created', `flow/${id}`, detail, [
          createFlow({ ...row, search: searchTextOf(draft) }),
          ...calendars.map((definition) =>
            saveCalendar({ organisation, id: definition.id, definition, updatedAt: parts.now() }),
          ),
        ]);
        for (const { id: calendar } of calendars) parts.calendarChanged(organisation, calendar);
        return c.json(flowOf(db, found(readFlow(db, organisation, id), 'flow')), 201);
      },
    );
}

/** The drawings of these flows, to tell in which of their texts something was found. */
const draftsOf = (
  db: FlowRouteParts['db'],
  organisation: string,
  rows: readonly { id: string }[],
): Map<string, unknown> => new Map(rows.map(({ id }) => [id, readAnyFlow(db, organisation, id)?.draft]));
