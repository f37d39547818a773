import type { ServerResponse } from 'node:http';

/**
 * What every answer says to the browser that gets it, so that a hole elsewhere leads nowhere. One module for pages, API,
 * channels, files and errors: `walled()` stands around the whole of them.
 */

/** Names of the policies that may make HTML or script addresses: ours for icons and workers, the others are Monaco's. */
const TRUSTED_TYPES = [
  'default',
  'patchbay-icons',
  'defaultWorkerFactory',
  'diffEditorWidget',
  'diffReview',
  'domLineBreaksComputer',
  'editorGhostText',
  'editorViewLayer',
  'richScreenReaderContent',
  'standaloneColorizer',
  'stickyScrollViewLayer',
  'tokenizeToString',
];

/** For our own pages, their scripts and their workers: nothing from elsewhere, nothing written into the page. */
const PAGE_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  // React Flow and Monaco set the places of things as styles.
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "worker-src 'self'",
  "manifest-src 'self'",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  // Monaco makes one of its policies twice.
  `trusted-types ${TRUSTED_TYPES.join(' ')} 'allow-duplicates'`,
].join('; ');

/** For everything that is no page: should a browser show it as one, it can do nothing there. */
const DATA_POLICY =
  "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; sandbox";

const EVERYWHERE_PERMISSIONS =
  'camera=(), microphone=(), geolocation=(), payment=(), usb=(), serial=(), hid=()';

const EVERYWHERE: readonly (readonly [name: string, value: string])[] = [
  ['x-content-type-options', 'nosniff'],
  ['referrer-policy', 'no-referrer'],
  ['cross-origin-opener-policy', 'same-origin'],
  ['cross-origin-resource-policy', 'same-origin'],
  ['permissions-policy', EVERYWHERE_PERMISSIONS],
];

/** In the editor, whoever tries a flow may speak to it; the browser asks them first. */
const EDITOR_PERMISSIONS = EVERYWHERE_PERMISSIONS.replace('microphone=()', 'microphone=(self)');

/** A year; not for subdomains, which are not ours to decide on. */
const HSTS = ['strict-transport-security', 'max-age=31536000'] as const;

type Answer = (request: Request, env?: object) => Response | Promise<Response>;

export interface WallParts {
  /** From settings: browsers are told to stay with https only where it is known to be there. */
  publicUrl: string | undefined;
  /** Is told of what nothing else has caught. */
  failed: (error: unknown) => void;
}

/**
 * Puts the walls around whatever answers. A header that is there already stays: the demo page has a stricter policy, and
 * the widget's file is meant for other people's pages.
 */
export function walled(answer: Answer, { publicUrl, failed }: WallParts): Answer {
  const walls = wallsFor(publicUrl);
  return async (request, env) => {
    let response: Response;
    try {
      response = await answer(request, env);
    } catch (error) {
      failed(error);
      response = answerless(500);
    }
    return complete.has(response) ? response : build(response, walls);
  };
}

const wallsFor = (publicUrl: string | undefined): readonly (readonly [string, string])[] =>
  publicUrl?.startsWith('https:') ? [...EVERYWHERE, HSTS] : EVERYWHERE;

/** Answers that were made with their walls. */
const complete = new WeakSet<Response>();

/** What a machine is told: JSON, or nothing. */
export interface Told {
  status: number;
  value?: object;
  /** Names and values in turn. */
  headers?: readonly string[];
}

/** The walls around an answer for machines, names and values in turn. */
const dataWalls = (publicUrl: string | undefined): readonly string[] => [
  ...wallsFor(publicUrl).flat(),
  'content-security-policy',
  DATA_POLICY,
];
const JSON_TYPE = ['content-type', 'application/json'] as const;

/**
 * Makes answers for machines: JSON, with the walls around it from the beginning. Headers that are set on a finished answer
 * one by one take as long as a quarter of all HTTP; known beforehand they take next to nothing.
 */
export function dataAnswers(publicUrl: string | undefined): (told: Told) => Response {
  const walls = asRecord(dataWalls(publicUrl));
  const around = { ...asRecord(JSON_TYPE), ...walls };
  return ({ status, value, headers }) => {
    const known = value === undefined ? walls : around;
    const response = new Response(value === undefined ? null : JSON.stringify(value), {
      status,
      headers: headers ? { ...known, ...asRecord(headers) } : known,
    });
    complete.add(response);
    return response;
  };
}

/** Names and values in turn, as a record. */
function asRecord(flat: readonly string[]): Record<string, string> {
  const record: Record<string, string> = {};
  for (let at = 0; at < flat.length; at += 2) record[flat[at]!] = flat[at + 1]!;
  return record;
}

/** The same answers, written straight to the server's response. `last`: the connection is closed after it. */
export function writtenAnswers(
  publicUrl: string | undefined,
): (response: ServerResponse, told: Told, last: boolean) => void {
  const walls = dataWalls(publicUrl);
  const around = [...JSON_TYPE, ...walls];
  return (response, { status, value, headers }, last) => {
    if (last) response.shouldKeepAlive = false;
    if (value === undefined) {
      response.writeHead(status, headers ? [...walls, ...headers] : walls.slice()).end();
      return;
    }
    const body = JSON.stringify(value);
    const head = around.slice();
    if (headers) head.push(...headers);
    head.push('content-length', String(Buffer.byteLength(body)));
    response.writeHead(status, head).end(body);
  };
}

function build(given: Response, walls: readonly (readonly [string, string])[]): Response {
  const response = isFixed(given) ? new Response(given.body, given) : given;
  const { headers } = response;
  const isOurs = !headers.has('content-security-policy');
  if (isOurs && isHtml(headers) && !headers.has('permissions-policy'))
    headers.set('permissions-policy', EDITOR_PERMISSIONS);
  for (const [name, value] of walls) if (!headers.has(name)) headers.set(name, value);
  if (isOurs) headers.set('content-security-policy', isOfPage(headers) ? PAGE_POLICY : DATA_POLICY);
  return response;
}

const isHtml = (headers: Headers): boolean => /^text\/html\b/.test(headers.get('content-type') ?? '');

/** Only the editor's files are HTML or script without a policy of their own. */
const isOfPage = (headers: Headers): boolean =>
  /^text\/(?:html|javascript)\b/.test(headers.get('content-type') ?? '');

/** Redirects and answers passed on have headers that cannot be changed. */
function isFixed({ headers }: Response): boolean {
  try {
    headers.delete('x-powered-by');
    return false;
  } catch {
    return true;
  }
}

/** An answer where none of ours came about: the request could not be read, or its answer could not be made. */
export const answerless = (status: keyof typeof ANSWERLESS): Response =>
  build(Response.json({ status, code: ANSWERLESS[status] }, { status }), EVERYWHERE);

const ANSWERLESS = { 400: 'request.malformed', 500: 'runtime.defect', 503: 'runtime.unavailable' };

/** The same for an answer written to a bare socket: a refused upgrade, a request that is no HTTP. Has no body. */
export const bareAnswer = (status: string): string =>
  [
    `HTTP/1.1 ${status}`,
    'connection: close',
    'content-length: 0',
    ...[...EVERYWHERE, ['content-security-policy', DATA_POLICY]].map(([name, value]) => `${name}: ${value}`),
    '\r\n',
  ].join('\r\n');
