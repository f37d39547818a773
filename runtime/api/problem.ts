import type { Context, TypedResponse } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import type { JSONValue } from 'hono/utils/types';

/** What every refusal says. */
export interface ProblemBody {
  [name: string]: JSONValue;
  status: number;
  code: string;
  detail: string;
}

/** A response of this status, or one of each if there are several: only so does it fit what a route declares. */
export type Problem<Status extends ContentfulStatusCode> = Status extends ContentfulStatusCode
  ? Response & TypedResponse<ProblemBody, Status, 'json'>
  : never;

/** A refusal for the caller of the API: a stable code, and a message that says what would be right (RFC 9457). */
export function problem<Status extends ContentfulStatusCode>(
  c: Context,
  status: Status,
  code: string,
  detail: string,
  more: { [name: string]: unknown } = {},
): Problem<Status> {
  const type = { 'content-type': 'application/problem+json' };
  return c.json({ status, code, detail, ...more }, status, type) as unknown as Problem<Status>;
}
