/** Places at which the crash test may end the process: the seams of "store first, act after". */
export type CrashPoint =
  | 'before-commit'
  | 'after-commit'
  | 'before-ack'
  | 'before-dispatch'
  | 'after-request'
  | 'before-mark'
  | 'timer-firing'
  | 'publishing'
  | 'in-checkpoint'
  | 'in-backup';

/**
 * Ends the process here, without any good-bye, when the crash test asked for it: `CRASH_AT=<point>:<n>` dies at the n-th
 * passing. Does nothing unless `PATCHBAY_CRASH_POINTS=1`.
 */
export const crashPoint: (point: CrashPoint) => void = armed(process.env);

function armed(env: NodeJS.ProcessEnv): (point: CrashPoint) => void {
  if (env['PATCHBAY_CRASH_POINTS'] !== '1' || !env['CRASH_AT']) return () => {};
  const [wanted, count = '1'] = env['CRASH_AT'].split(':');
  let left = Number(count);
  return (point) => {
    if (point === wanted && --left === 0) process.kill(process.pid, 'SIGKILL');
  };
}
