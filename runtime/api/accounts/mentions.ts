import { z } from '@hono/zod-openapi';
import { flowsNaming, seeMention, seenMentions } from '../../../db/queries/mentions.ts';
import { annotationsSchema } from '../../engine/index.ts';
import { json, nothing, principalOf, route, router } from '../route.ts';
import type { AccountRouteParts } from './parts.ts';

/** Whoever may see flows may be mentioned in them. No scope: nobody mentions a token. */
const READERS = { roles: ['admin', 'designer', 'supervisor', 'viewer'] } as const;

const mentionSchema = z
  .object({
    flow: z.object({ id: z.string(), name: z.string() }),
    /** Id of the note in the drawing. */
    note: z.string(),
    text: z.string(),
  })
  .openapi('Mention');

/** Notes on drawings that mention whoever is signed in, until they have looked at them. */
export const mentionRoutes = ({ db, writer, now }: Pick<AccountRouteParts, 'db' | 'writer' | 'now'>) =>
  router()
    .openapi(
      route(READERS, {
        method: 'get',
        path: '/',
        summary: 'Notes that mention me and that I have not looked at',
        responses: { 200: json(z.array(mentionSchema)) },
      }),
      (c) => {
        const { organisation, id: member } = principalOf(c);
        const looked = new Set(
          seenMentions(db, organisation, member).map(({ flow, note }) => `${flow}/${note}`),
        );
        const mentions = flowsNaming(db, organisation, member).flatMap(({ id, name, draft }) =>
          notesIn(draft)
            .filter(([note, { mentions = [] }]) => mentions.includes(member) && !looked.has(`${id}/${note}`))
            .map(([note, { text }]) => ({ flow: { id, name }, note, text })),
        );
        return c.json(mentions, 200);
      },
    )
    .openapi(
      route(READERS, {
        method: 'post',
        path: '/seen',
        summary: 'I have looked at a note',
        request: {
          body: json(z.strictObject({ flow: z.string().min(1).max(200), note: z.string().min(1).max(64) })),
        },
        responses: { 204: nothing },
      }),
      async (c) => {
        const { organisation, id: member } = principalOf(c);
        const { flow, note } = c.req.valid('json');
        // What mentions nobody has nothing to be remembered.
        const isThere = flowsNaming(db, organisation, member).some(
          ({ id, draft }) =>
            id === flow &&
            notesIn(draft).some(([one, { mentions = [] }]) => one === note && mentions.includes(member)),
        );
        if (isThere)
          await writer.commit({ statements: [seeMention({ organisation, member, flow, note, at: now() })] });
        return c.body(null, 204);
      },
    );

/** Notes of a draft; one that is no drawing has none. */
function notesIn(draft: unknown) {
  const { annotations } = (draft ?? {}) as { annotations?: unknown };
  const read = annotationsSchema.safeParse(annotations);
  return read.success ? Object.entries(read.data.notes) : [];
}
