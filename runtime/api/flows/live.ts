import { z } from '@hono/zod-openapi';
import { readFlowHead } from '../../../db/queries/flows.ts';
import { liveOf } from '../../live-drafts/grant.ts';
import { mayUse } from '../access.ts';
import { found } from '../asking/refusal.ts';
import { json, principalOf, route, router } from '../route.ts';
import type { FlowRouteParts } from './parts.ts';
import { oneFlow, READ, WRITE } from './shapes.ts';

const liveSchema = z
  .object({
    /** Names of who has the draft open at this moment; one per window. */
    people: z.array(z.string()),
  })
  .openapi('LiveDraft');

/** The draft as several people change it at once. */
export const liveRoutes = ({ db, live }: FlowRouteParts) =>
  router().openapi(
    route(READ, {
      method: 'get',
      path: '/{id}/live',
      summary: 'Who has the draft open; as a WebSocket, the draft itself',
      description: [
        'Asked for with `Upgrade: websocket`, this is the draft as a Yjs document: binary frames are those of',
        'y-protocols/sync, text frames are JSON (`welcome`, `kept`, `revision`, `there`, `gone`; asked: `here`, `settle`).',
        'Whoever may not save drafts may watch. The socket closes with a stable code as its reason, such as',
        '`draft.refused` (4422), `draft.reset` (4409), `access.sign-in` (4401) or `access.denied` (4403).',
      ].join('\n'),
      request: { params: oneFlow },
      responses: { 200: json(liveSchema) },
    }),
    (c) => {
      const principal = principalOf(c);
      const { organisation } = principal;
      const { id } = found(readFlowHead(db, organisation, c.req.valid('param').id), 'flow');
      liveOf(c.env)?.granted({ principal, flow: id, mayWrite: mayUse(principal, WRITE) });
      return c.json({ people: live.peopleIn(organisation, id) }, 200);
    },
  );
