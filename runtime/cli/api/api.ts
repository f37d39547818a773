import { z } from 'zod';
import { announced } from '../../local-runtime.ts';
import { configuredDatabase } from '../verb/place-of-work.ts';
import { type Given, Misuse, Refusal } from '../verb/verb.ts';

/** What the API answered. */
export interface Answer {
  status: number;
  body: unknown;
}

/** An installation that is worked with over its API. */
export interface Api {
  /** Where it is, for messages. */
  url: string;
  /** Asks; a refusal is an answer like others. */
  ask(method: 'GET' | 'POST' | 'PUT' | 'DELETE', path: string, body?: unknown): Promise<Answer>;
  /** Asks for what has to be there. Throws `Refusal`. */
  read<Wanted>(schema: z.ZodType<Wanted>, path: string): Promise<Wanted>;
}

/** Options of every verb that works over the API. */
export const apiOptions = { url: { type: 'string' }, token: { type: 'string' } } as const;

/** Their part of `--help`. */
export const apiDetails = `  --url URL       where Patchbay is, else PATCHBAY_URL, else the one that runs on this machine's database
  --token TOKEN   an API token for it, else PATCHBAY_TOKEN, which others on this machine do not see in the list of processes`;

const problemSchema = z.looseObject({ code: z.string(), detail: z.string() });

/** The installation that the options or the environment name; else the one that runs here. Throws `Misuse` and `Refusal`. */
export async function apiOf(given: Pick<Given, 'text'>): Promise<Api> {
  const api = await apiIfAny(given);
  if (api) return api;
  throw new Refusal(
    'runtime.none',
    'Patchbay does not run on the database of this machine: start it, or name another one by --url and --token.',
  );
}

/** The same, or undefined when none is named and none runs here. */
export async function apiIfAny({ text }: Pick<Given, 'text'>): Promise<Api | undefined> {
  const url = text('url') ?? process.env['PATCHBAY_URL'];
  if (url !== undefined) return apiAt(url, text('token') ?? process.env['PATCHBAY_TOKEN']);
  const runtime = announced(configuredDatabase());
  if (!runtime) return undefined;
  const api = apiAt(runtime.url, runtime.token);
  // A file that was left behind leads to nobody, or to somebody who does not know its token.
  const known = await api.ask('GET', '/flows?limit=1').then(
    ({ status }) => status !== 401,
    () => false,
  );
  return known ? api : undefined;
}

/** An installation by its address. Throws `Misuse` when address or token are none. */
export function apiAt(address: string, token: string | undefined): Api {
  const url = address.replace(/\/+$/, '');
  if (!/^https?:\/\/[^/]/i.test(url))
    throw new Misuse(`"${address}" is not an address such as https://patchbay.example`);
  if (token === undefined || token === '') throw new Misuse(`a token for ${url} is missing`);
  const ask: Api['ask'] = async (method, path, body) => {
    const request = {
      method,
      headers: {
        authorization: `Bearer ${token}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      redirect: 'error' as const,
    };
    const answer = await fetch(`${url}/api${path}`, request).catch((error: unknown) => {
      throw new Refusal('api.unreachable', `${url} does not answer (${causeOf(error)}).`);
    });
    const text = await answer.text();
    return { status: answer.status, body: text === '' ? undefined : readJson(text, url) };
  };
  return {
    url,
    ask,
    async read(schema, path) {
      const answer = await ask('GET', path);
      if (answer.status !== 200) throw refusalOf(url, answer);
      return readAs(schema, answer, url);
    },
  };
}

/** An answer by its schema. Throws `Refusal`: what answers there is of another kind, or of another age. */
export function readAs<Wanted>(schema: z.ZodType<Wanted>, { body }: Answer, url: string): Wanted {
  const read = schema.safeParse(body);
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  throw new Refusal(
    'api.other',
    `${url} answers in another way than this version does (${issue?.path.join('.')}).`,
  );
}

/** What the API refused with, in its own words. */
export function refusalOf(url: string, { status, body }: Answer): Refusal {
  const read = problemSchema.safeParse(body);
  if (!read.success) return new Refusal('api.other', `${url} answered ${status}; is it Patchbay?`);
  const { code, detail, ...more } = read.data;
  return new Refusal(code, `${url} refused: ${detail}`, more);
}

function readJson(text: string, url: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw new Refusal('api.other', `${url} did not answer with JSON; is it Patchbay?`);
  }
}

/** `fetch` says no more than that it failed; why is in its cause. */
const causeOf = (error: unknown): string => {
  const { cause, message } = error as Error;
  return cause instanceof Error && cause.message !== '' ? cause.message : message;
};
