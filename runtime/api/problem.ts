import type { Context } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';

/** A refusal for the caller of the API: a stable code, and a message that says what would be right (RFC 9457). */
export function problem(
  c: Context,
  status: ContentfulStatusCode,
  code: string,
  detail: string,
  more: { [name: string]: unknown } = {},
) {
  return c.json({ status, code, detail, ...more }, status, { 'content-type': 'application/problem+json' });
}
