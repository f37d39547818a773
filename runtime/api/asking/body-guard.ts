import type { MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { problem } from '../problem.ts';
import type { ApiEnv } from '../route.ts';

/** Bytes of a body, unless the route takes flow documents: those of 2,000 nodes fit. */
const LARGEST_BODY = 256 * 1024;
const LARGEST_DOCUMENT = 4 * 1024 * 1024;
const DEEPEST = 32;
const MOST_KEYS = 1_000;
/** Members that would be mistaken for a prototype by whoever copies them carelessly. */
const FORBIDDEN = ['__proto__', 'constructor', 'prototype'];

/** Paths below which bodies hold flow documents. */
const DOCUMENTS = /\/flows(\/|$)/;

/** Refuses more than any route takes while it is still coming in, also when its length was not announced. */
export const limitBodies = (): MiddlewareHandler<ApiEnv> =>
  bodyLimit({
    maxSize: LARGEST_DOCUMENT,
    onError: (c) => problem(c, 413, 'body.too-large', `At most ${LARGEST_DOCUMENT} bytes.`),
  });

/** Refuses a zero character in an address: the database takes none, and nothing of ours has one in its name. */
export function guardAddresses(): MiddlewareHandler<ApiEnv> {
  return async (c, next) =>
    c.req.url.includes('%00')
      ? problem(c, 400, 'request.invalid', 'An address must not have a zero character in it.')
      : next();
}

/** Looks at bodies before any schema does: their size, depth and members, and that they are JSON and said to be. */
export function guardBodies(): MiddlewareHandler<ApiEnv> {
  return async (c, next) => {
    if (c.req.raw.body === null || ['GET', 'HEAD'].includes(c.req.method)) return next();
    const isDocument = DOCUMENTS.test(c.req.path);
    const most = isDocument ? LARGEST_DOCUMENT : LARGEST_BODY;
    const tooLarge = () => problem(c, 413, 'body.too-large', `At most ${most} bytes.`);
    if (Number(c.req.header('content-length') ?? 0) > most) return tooLarge();
    const text = await c.req.text();
    if (text === '') return next();
    if (Buffer.byteLength(text) > most) return tooLarge();
    if (!/^application\/json(;|$)/i.test(c.req.header('content-type') ?? ''))
      return problem(c, 415, 'body.not-json', 'Send JSON, with content-type: application/json.');
    let value: unknown;
    try {
      value = JSON.parse(text);
    } catch {
      return problem(c, 400, 'body.not-json', 'The body is not JSON.');
    }
    const wrong = flawOf(value, isDocument ? Infinity : MOST_KEYS);
    if (!wrong) return next();
    const { path, message } = wrong;
    return problem(c, 400, 'body.unsafe', message, {
      fields: [{ path: ['json', ...path].join('.'), message }],
    });
  };
}

/** What is wrong with the shape of a JSON value, and where. Walks without recursion: depth is what is being checked. */
export function flawOf(root: unknown, mostKeys: number): { path: string[]; message: string } | undefined {
  const open: { value: unknown; path: string[] }[] = [{ value: root, path: [] }];
  for (let one = open.pop(); one; one = open.pop()) {
    const { value, path } = one;
    if (typeof value === 'string' && value.includes('\0'))
      return { path, message: 'a text must not have a zero character in it' };
    if (typeof value !== 'object' || value === null) continue;
    if (path.length >= DEEPEST) return { path: path.slice(0, 5), message: `at most ${DEEPEST} levels` };
    const keys = Object.keys(value);
    if (!Array.isArray(value)) {
      if (keys.length > mostKeys) return { path, message: `at most ${mostKeys} members` };
      const forbidden = keys.find((key) => FORBIDDEN.includes(key));
      if (forbidden !== undefined)
        return { path: [...path, forbidden], message: `a member must not be called "${forbidden}"` };
    }
    const zero = keys.find((key) => key.includes('\0'));
    if (zero !== undefined) return { path, message: 'a name must not have a zero character in it' };
    for (const key of keys)
      open.push({ value: (value as { [key: string]: unknown })[key], path: [...path, key] });
  }
  return undefined;
}
