import type { Log } from '../log.ts';

type Answer = (request: Request, env?: object) => Response | Promise<Response>;

/** Notes every request with what was answered. Never its query, headers or body: secrets and customers' words are there. */
export const notingRequests =
  (answer: Answer, log: Log, now: () => number): Answer =>
  async (request, env) => {
    const began = now();
    const response = await answer(request, env);
    log('debug', 'answered', {
      method: request.method,
      path: pathOf(request.url),
      status: response.status,
      ms: now() - began,
    });
    return response;
  };

const pathOf = (url: string): string => {
  const { pathname } = new URL(url);
  try {
    // As a person would read it: percent signs would hide what has to be masked.
    return decodeURIComponent(pathname);
  } catch {
    return pathname;
  }
};
