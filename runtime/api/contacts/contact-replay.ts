import { z } from '@hono/zod-openapi';
import { readContact } from '../../../db/queries/contacts.ts';
import { readEntries } from '../../contacts/contact-log.ts';
import { type Replayed, replay } from '../../contacts/replay.ts';
import { found, refuse } from '../asking/refusal.ts';
import { json, principalOf, route, router } from '../route.ts';
import { eventSchema } from './contacts.ts';
import { aboutContact, type ContactRouteParts, type Eyes, eyesOf, READ } from './parts.ts';

/** Steps of one answer: who wants more asks for what comes after the last. */
const MOST = 200;

const members = z.record(z.string(), z.unknown());
const stepSchema = eventSchema
  .extend({
    /** What the step looked up: calendars, and which version was the latest. */
    facts: members,
    /** Where the contact was after it, with its variables; what is sensitive is masked. */
    snapshot: members,
  })
  .openapi('ReplayedStep');

type Members = { [name: string]: unknown };

/** A contact's log, played once more through the engine. */
export function contactReplayRoutes({ db, machine }: ContactRouteParts) {
  return router().openapi(
    route(READ, {
      method: 'get',
      path: '/{id}/replay',
      summary: 'A contact step by step: what happened, and where it was after each event',
      description: `At most ${MOST} steps at once; \`after\` asks for those behind a position. None where the log is kept no longer.`,
      request: {
        params: z.object({ id: z.string().min(1).max(200) }),
        query: z.strictObject({ after: z.coerce.number().int().min(0).default(0) }),
      },
      responses: { 200: json(z.object({ steps: z.array(stepSchema), more: z.boolean() })) },
    }),
    (c) => {
      const principal = principalOf(c);
      const row = readContact(db, c.req.valid('param').id);
      const { id, flow, version, organisation } = found(
        row?.organisation === principal.organisation ? row : undefined,
        'contact',
      );
      const { after } = c.req.valid('query');
      const entries = readEntries(db, id);
      const isWhole = entries[0] === undefined || entries[0].event.type === 'contact.opened';
      if (!isWhole)
        refuse(422, 'contact.not-replayable', 'The beginning of this contact is not kept any more.');
      const played = replay(entries, { flow, version }, (wanted, at) =>
        at === undefined ? undefined : machine(organisation, wanted, at),
      ).filter(({ entry }) => entry.event.seq > after);
      const eyes = eyesOf(principal);
      const steps = played.slice(0, MOST).map((one) => shownStep(one, eyes));
      return c.json({ steps, more: played.length > MOST }, 200);
    },
  );
}

function shownStep({ entry, step: { snapshot } }: Replayed, eyes: Eyes) {
  const { event, effects, trace, failure, facts, status } = entry;
  // What was decided by hidden values, and where that led, is for the replay alone.
  const { flows, calendars } = facts;
  return {
    seq: event.seq,
    at: event.at,
    event: aboutContact(event, eyes),
    effects: effects.map((effect) => eyes.see<Members>({ ...effect })),
    trace,
    ...(failure ? { failure: eyes.see(failure) } : {}),
    status,
    facts: { ...(flows ? { flows } : {}), ...(calendars ? { calendars } : {}) },
    snapshot: aboutContact(snapshot, eyes),
  };
}
