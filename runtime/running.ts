import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { ObserveGroup, Writer } from '../db/writer.ts';
import type { SendMail } from './accounts/accounts.ts';
import type { CallProvider } from './effects/provider-client.ts';
import type { GuardedCall } from './egress/guarded-call.ts';
import type { Log } from './log.ts';

/** A started runtime; whoever started it owns the port and hands requests over. */
export interface Running {
  /** `env` is what the node server gives beside a request: the raw message, whose address is spelt as it came. */
  fetch(request: Request, env?: object): Response | Promise<Response>;
  /** Answers a request as the server has read it, where a channel takes it that way; false when `fetch` is to answer. */
  door(request: IncomingMessage, response: ServerResponse): boolean;
  /** Every route there is, as the test of the access matrix enumerates them. */
  routes: readonly { method: string; path: string }[];
  /** Takes over WebSocket upgrades of this server. */
  attach(server: Server): void;
  /** Says good-bye to whoever is connected for long. Requests are still answered. */
  sayGoodbye(): Promise<void>;
  /** Lets go of everything: what was taken is on disk, what was sent is noted. */
  stop(): Promise<void>;
  /** Lines that tell a newcomer where to go. */
  welcome(url: string): [what: string, where: string][];
  /** What the command line of this machine proves itself with. */
  localToken: string;
  databaseFile: string;
  /** Resolves when the database can no longer be written: go on and it would only refuse. */
  broken: Promise<Error>;
}

/** Parts a test may replace: what is out of reach, time and chance. */
export interface Replaceable {
  call?: CallProvider;
  guarded?: GuardedCall;
  now?: () => number;
  seed?: () => number;
  log?: Log;
  /** Brings letters, such as links to a new password; without it admins hand links on. */
  sendMail?: SendMail;
  writer?: (file: string, observe: ObserveGroup) => Promise<Writer>;
}
