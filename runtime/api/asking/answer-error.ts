import type { Context } from 'hono';
import { CommitConflict, CommitFailed } from '../../../db/writer.ts';
import { Unavailable } from '../../contacts/inbound.ts';
import type { Log } from '../../log.ts';
import { problem } from '../problem.ts';
import { Refused } from './refusal.ts';

/** Seconds after which a caller may try again when the disk could not take a change. */
const RETRY_AFTER = '5';

/** Answers what a handler threw. A defect is logged and never shown: its words may hold anything. */
export function answerError(log: Log): (error: Error, c: Context) => Response {
  return (error, c) => {
    if (error instanceof Refused) return problem(c, error.status, error.code, error.message, error.more);
    if (error instanceof CommitConflict)
      return problem(c, 409, 'change.overtaken', 'It was changed meanwhile: read it again.');
    if (error instanceof CommitFailed || error instanceof Unavailable) {
      c.header('retry-after', RETRY_AFTER);
      return problem(c, 503, 'runtime.unavailable', 'The database cannot take it now; try again.');
    }
    log('error', 'request failed', { method: c.req.method, path: c.req.path, error });
    return problem(c, 500, 'runtime.defect', 'Something went wrong on our side; it has been noted.');
  };
}
