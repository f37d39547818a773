import type { ContentfulStatusCode } from 'hono/utils/http-status';

/** A refusal on its way to the caller: handlers throw it, the application answers with it. */
export class Refused extends Error {
  readonly status: ContentfulStatusCode;
  readonly code: string;
  readonly more: { [name: string]: unknown };
  constructor(
    status: ContentfulStatusCode,
    code: string,
    detail: string,
    more: { [name: string]: unknown } = {},
  ) {
    super(detail);
    this.status = status;
    this.code = code;
    this.more = more;
  }
}

/** Refuses what was asked. */
export function refuse(
  status: ContentfulStatusCode,
  code: string,
  detail: string,
  more?: { [name: string]: unknown },
): never {
  throw new Refused(status, code, detail, more);
}

/** Refuses because of one field. `path` as in schema errors: `json.address`. */
export function refuseField(code: string, path: string, message: string): never {
  throw new Refused(422, code, message, { fields: [{ path, message }] });
}

/** The thing, or a 404 that is the same for what never was and for what is somebody else's. */
export function found<Thing>(thing: Thing | undefined, what: string): Thing {
  return thing ?? refuse(404, `${what}.unknown`, `There is no such ${what.replaceAll('-', ' ')}.`);
}
