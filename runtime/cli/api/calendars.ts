import type { Calendar } from '../../engine/index.ts';
import { fingerprintOf } from '../../flows/in-order.ts';
import { type Api, readAs, refusalOf } from './api.ts';
import { calendarsSchema } from './api-shapes.ts';
import { allCalendars } from './stored-flows.ts';

/** The emergency of a calendar is of the day: it neither comes with a file nor goes by one. */
const designOf = ({ id: _id, emergency: _emergency, ...design }: Calendar) => design;

/**
 * Brings calendars that came with flows. Those of the same name are the same; one that is there is only replaced when asked.
 * Gives the id each has there, and the names of those that say something else there and were left.
 */
export async function bringCalendars(
  api: Api,
  calendars: readonly Calendar[],
  replace: boolean,
): Promise<{ ids: Map<string, string>; different: string[] }> {
  const there = calendars.length === 0 ? [] : await allCalendars(api);
  const ids = new Map<string, string>();
  const different: string[] = [];
  for (const calendar of calendars) {
    const known = there.find(({ name }) => name === calendar.name);
    ids.set(calendar.id, known?.id ?? (await store(api, calendar)));
    if (!known || fingerprintOf(designOf(known)) === fingerprintOf(designOf(calendar))) continue;
    if (replace) await store(api, { ...calendar, emergency: known.emergency }, known.id);
    else different.push(calendar.name);
  }
  return { ids, different };
}

async function store(api: Api, { id: _id, ...calendar }: Calendar, known?: string): Promise<string> {
  const answer = await (known === undefined
    ? api.ask('POST', '/calendars', calendar)
    : api.ask('PUT', `/calendars/${encodeURIComponent(known)}`, calendar));
  if (answer.status !== 200 && answer.status !== 201) throw refusalOf(api.url, answer);
  return readAs(calendarsSchema.element, answer, api.url).id;
}
