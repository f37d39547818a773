import { z } from 'zod';
import type { Calendar } from '../../engine/index.ts';
import { type Api, refusalOf } from './api.ts';
import { calendarsSchema, type FlowHead, flowPageSchema, flowSchema, type StoredFlow } from './api-shapes.ts';
import { Refusal } from '../verb/verb.ts';

/** Every flow of an installation, by id. */
export async function allFlows(api: Api): Promise<FlowHead[]> {
  const flows: FlowHead[] = [];
  for (let cursor: string | null = ''; cursor !== null;) {
    const from: string = cursor === '' ? '' : `&cursor=${encodeURIComponent(cursor)}`;
    const page: z.infer<typeof flowPageSchema> = await api.read(
      flowPageSchema,
      `/flows?limit=200&sort=name${from}`,
    );
    flows.push(...page.items);
    cursor = page.next;
  }
  return flows.toSorted((one, other) => (one.id < other.id ? -1 : 1));
}

/** The flows that words name, or all when they name none. Throws `Refusal` with those that are not there. */
export async function flowsNamed(api: Api, words: readonly string[]): Promise<FlowHead[]> {
  const flows = await allFlows(api);
  if (words.length === 0) return flows;
  const unknown = words.filter((word) => !flows.some(({ id }) => id === word));
  if (unknown.length > 0)
    throw new Refusal('flow.unknown', `${api.url} has no flow ${unknown.map((id) => `"${id}"`).join(', ')}.`);
  return flows.filter(({ id }) => words.includes(id));
}

/** A flow with its draft; undefined when there is none of that id. */
export async function storedFlow(api: Api, id: string): Promise<StoredFlow | undefined> {
  const path = `/flows/${encodeURIComponent(id)}`;
  const answer = await api.ask('GET', path);
  if (answer.status === 404) return undefined;
  if (answer.status !== 200) throw refusalOf(api.url, answer);
  return flowSchema.parse(answer.body);
}

export const allCalendars = (api: Api): Promise<Calendar[]> => api.read(calendarsSchema, '/calendars');
