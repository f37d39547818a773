import {
  CHANNEL_TRAITS,
  isSafeToRepeat,
  type NodeContext,
  type NodeIssue,
  type Surroundings,
} from '../../runtime/engine/index.ts';
import type { Config } from './config.ts';

/** Seconds a caller bears in silence. */
const SPOKEN_PATIENCE = 5;
/** Names under which people send what should be a credential. */
const SECRET_NAME =
  /^(?:proxy-)?authorization$|api[-_]?key|auth[-_]?token|access[-_]?token|^token$|secret|password/i;

type Found = [
  code: string,
  severity: NodeIssue['severity'],
  path: (string | number)[],
  message: string,
  values?: NodeIssue['values'],
];

/** What the schema cannot say of a request. */
export function checks(config: Config, { flow, ...around }: NodeContext & Surroundings): NodeIssue[] {
  const spoken = flow.channels.some((channel) => CHANNEL_TRAITS[channel].spoken);
  const { method, body, retries, repeatable, answerAs, mapping, timeoutSeconds } = config;
  const found: Found[] = [...hostFindings(config, around), ...secretFindings(config)];
  if (body.as !== 'none' && (method === 'GET' || method === 'HEAD'))
    found.push([
      'http-request.body',
      'error',
      ['body'],
      `${method} sends nothing along; choose POST or PUT.`,
      { method },
    ]);
  if (retries > 0 && !repeatable && !isSafeToRepeat(method))
    found.push([
      'http-request.retries',
      'warning',
      ['retries'],
      `${method} is not repeated: it might happen twice. Tick "safe to repeat" if the other side recognises a repeat.`,
      { method },
    ]);
  if (spoken && timeoutSeconds > SPOKEN_PATIENCE)
    found.push([
      'http-request.long-silence',
      'warning',
      ['timeoutSeconds'],
      `On the phone ${timeoutSeconds} seconds are a long silence; ${SPOKEN_PATIENCE} are better.`,
      { seconds: timeoutSeconds, better: SPOKEN_PATIENCE },
    ]);
  mapping.forEach(({ from }, index) => {
    if (answerAs === 'text' && from !== '')
      found.push([
        'http-request.text-path',
        'warning',
        ['mapping', index, 'from'],
        'A text has no parts; leave the path empty.',
      ]);
  });
  return [
    ...found.map(([code, severity, path, message, values]) => ({
      code,
      severity,
      path: ['config', ...path],
      message,
      ...(values ? { values } : {}),
    })),
    ...templateFindings(config, around),
  ];
}

/** Scheme and host as far as they are written down. */
const ADDRESS = /^(https?):\/\/([^/?#\\]*)/i;

function hostFindings({ url, credential }: Config, { hostAllowed, credentialExists }: Surroundings): Found[] {
  const found: Found[] = [];
  const [, , authority = ''] = ADDRESS.exec(url.trim()) ?? [];
  if (!ADDRESS.test(url.trim()) && !url.trim().startsWith('{'))
    found.push(['http-request.url', 'error', ['url'], 'An address begins with https://']);
  else if (authority.includes('@'))
    found.push([
      'http-request.url',
      'error',
      ['url'],
      'An address carries no user name and no password; use a credential.',
    ]);
  else if (authority === '' || authority.includes('{'))
    found.push([
      'http-request.host-unknown',
      'warning',
      ['url'],
      'Which host is called is known only when it happens; hosts that are not allowed are refused then.',
    ]);
  else if (hostAllowed && !hostAllowed(authority.replace(/:\d*$/, '').toLowerCase()))
    found.push([
      'http-request.host-not-allowed',
      'error',
      ['url'],
      `Calls to "${authority}" are not allowed. An admin can put the host on the list.`,
      { host: authority },
    ]);
  if (credential !== undefined && credentialExists && !credentialExists(credential))
    found.push([
      'http-request.credential',
      'error',
      ['credential'],
      `There is no credential "${credential}".`,
      { name: credential },
    ]);
  return found;
}

function secretFindings({ headers, query }: Config): Found[] {
  return [
    ...headers.map((one, index) => ({ ...one, path: ['headers', index, 'value'] })),
    ...query.map((one, index) => ({ ...one, path: ['query', index, 'value'] })),
  ].flatMap(({ name, value, path }): Found[] =>
    SECRET_NAME.test(name) && value !== '' && !value.includes('{{')
      ? [
          [
            'http-request.secret',
            'warning',
            path,
            `"${name}" looks like a secret: whoever sees the flow sees it. Let an admin set up a credential.`,
            { name },
          ],
        ]
      : [],
  );
}

/** Everything that is a template, with its place. */
function* templatesIn(value: unknown, path: (string | number)[]): Generator<[string, (string | number)[]]> {
  if (typeof value === 'string') yield [value, path];
  else if (typeof value === 'object' && value !== null)
    for (const [key, inner] of Object.entries(value))
      yield* templatesIn(inner, [...path, Array.isArray(value) ? Number(key) : key]);
}

function templateFindings(
  { url, query, headers, body }: Config,
  { templateIssue }: Surroundings,
): NodeIssue[] {
  return [...templatesIn({ url, query, headers, body }, ['config'])].flatMap(([template, path]) => {
    const issue = templateIssue?.(template);
    return issue ? [{ code: issue.code, severity: 'error' as const, path, message: issue.message }] : [];
  });
}
