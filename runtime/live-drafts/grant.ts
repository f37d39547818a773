import type { IncomingMessage } from 'node:http';
import type { Principal } from '../api/access.ts';

/** Leave to have a draft open. */
export interface Grant {
  principal: Principal;
  flow: string;
  mayWrite: boolean;
}

/** What is handed to the API beside a request that asks for leave. */
export interface LiveEnv {
  incoming: IncomingMessage;
  live: {
    /** Nobody did anything: the session does not count as used. */
    idle: boolean;
    granted(grant: Grant): void;
  };
}

/** The part of a request's surroundings that asks for leave; undefined for an ordinary request. */
export const liveOf = (env: unknown): LiveEnv['live'] | undefined =>
  (env as Partial<LiveEnv> | undefined)?.live;
