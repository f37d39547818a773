import type { Log } from '../log.ts';

type Answer = (request: Request, env?: object) => Response | Promise<Response>;

export interface NotingParts {
  log: Log;
  now: () => number;
  /** Every route there is: words of their paths may be written. */
  routes: readonly { path: string }[];
}

/** Ids we make: 13 small letters and digits, of which one at least is a letter. */
const OWN_ID = /^(?=.*[a-z])[a-z0-9]{13}$/;

/**
 * Notes every request with what was answered. Never its query, headers or body, and of its path only words of our own and
 * ids we make: anybody can write anything there.
 */
export function notingRequests(answer: Answer, { log, now, routes }: NotingParts): Answer {
  const words = new Set(
    routes.flatMap(({ path }) => path.split('/')).filter((word) => /^[a-z][a-z.-]*$/.test(word)),
  );
  const shown = (segment: string): string =>
    segment === '' || words.has(segment) || OWN_ID.test(segment) ? segment : '…';
  return async (request, env) => {
    const began = now();
    const response = await answer(request, env);
    log('debug', 'answered', {
      method: request.method,
      path: new URL(request.url).pathname.split('/').map(shown).join('/'),
      status: response.status,
      ms: now() - began,
    });
    return response;
  };
}
