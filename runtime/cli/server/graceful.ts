import type { Server } from 'node:http';

/** Requests under way get this long. */
const REQUESTS_MS = 5_000;
/** Then the rest; a provider that is still being asked is asked again at the next start, as after a crash. */
const ALL_MS = 9_000;

/** Parts of a stop, from outside in. */
export interface Stoppable {
  server: Server;
  /** Says good-bye to whoever holds a socket. */
  sayGoodbye(this: void): Promise<void>;
  /** Drains what was taken to the disk and lets go of it. */
  stop(this: void): Promise<void>;
}

/** Stops taking requests, finishes those under way, closes sockets, drains the writer. False when something took too long. */
export async function stopGracefully({ server, sayGoodbye, stop }: Stoppable): Promise<boolean> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeIdleConnections();
  const work = (async () => {
    await sayGoodbye();
    if (!(await within(REQUESTS_MS, closed))) server.closeAllConnections();
    await stop();
  })();
  return within(ALL_MS, work);
}

/** Calls back once at the first SIGTERM or SIGINT; at the second SIGINT the process is gone at once. */
export function onStopSignal(stop: (signal: NodeJS.Signals) => void): void {
  let stopping = false;
  const take = (signal: NodeJS.Signals) => {
    if (!stopping) {
      stopping = true;
      stop(signal);
    } else if (signal === 'SIGINT') process.exit(130);
  };
  process.on('SIGTERM', take).on('SIGINT', take);
}

async function within(ms: number, work: Promise<void>): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<false>((resolve) => {
    timer = setTimeout(resolve, ms, false);
  });
  const done = await Promise.race([work.then(() => true as const), late]);
  clearTimeout(timer);
  return done;
}
