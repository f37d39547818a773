import { z } from 'zod';
import type { Issue } from '../../engine/index.ts';
import type { Published } from '../../flows/publish.ts';
import { type Api, readAs, refusalOf } from './api.ts';
import { issuesSchema, verdictSchema } from './api-shapes.ts';

const answerSchema = z.object({
  ok: z.literal(true),
  flow: z.string(),
  version: z.number(),
  hash: z.string(),
  issues: issuesSchema,
  tests: verdictSchema,
});
const refusedSchema = z.looseObject({ issues: issuesSchema, tests: verdictSchema.optional() });

/** Has a document published by a running Patchbay. Throws `Refusal`. */
export async function publishDocument(
  api: Api,
  document: unknown,
  note: string | undefined,
): Promise<Published> {
  const query = note === undefined ? '' : `?${new URLSearchParams({ note }).toString()}`;
  return readPublished(api, await api.ask('POST', `/flows/publish${query}`, document));
}

/** Has the draft of a flow published, unless somebody saved since `revision`. Throws `Refusal`. */
export async function publishDraft(
  api: Api,
  { id, revision }: { id: string; revision: number },
  note: string | undefined,
): Promise<Published> {
  const about = { revision, ...(note === undefined ? {} : { note }) };
  return readPublished(api, await api.ask('POST', `/flows/${encodeURIComponent(id)}/publish`, about));
}

function readPublished(api: Api, answer: Awaited<ReturnType<Api['ask']>>): Published {
  if (answer.status === 201) return readAs(answerSchema, answer, api.url) as Published;
  const refused = answer.status === 422 ? refusedSchema.safeParse(answer.body).data : undefined;
  if (!refused) throw refusalOf(api.url, answer);
  const { issues, tests } = refused;
  return { ok: false, issues: issues as Issue[], ...(tests ? { tests } : {}) };
}
