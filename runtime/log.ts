/** Writes one line of the program's own log; never a customer's words. */
export type Log = (
  level: 'info' | 'warn' | 'error',
  message: string,
  fields?: { [name: string]: unknown },
) => void;

const RANK = { error: 0, warn: 1, info: 2 };

/** A log of JSON lines on standard error, from a level up. */
export function jsonLog(from: keyof typeof RANK, now: () => number): Log {
  return (level, message, fields = {}) => {
    if (RANK[level] > RANK[from]) return;
    process.stderr.write(
      `${JSON.stringify({ at: new Date(now()).toISOString(), level, message, ...describe(fields) })}\n`,
    );
  };
}

/** Errors as text: JSON would show them as `{}`. */
function describe(fields: { [name: string]: unknown }): { [name: string]: unknown } {
  return Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [
      name,
      value instanceof Error ? `${value.name}: ${value.message}` : value,
    ]),
  );
}
