import { type Discretion, discretion } from './logging/discretion.ts';
import { LOG_LEVELS, type LogLevel } from './settings.ts';

/** Writes one line of the program's own log; never a customer's words. */
export type Log = (level: LogLevel, message: string, fields?: { [name: string]: unknown }) => void;

export interface LogParts {
  /** Nothing below it is written. */
  from: LogLevel;
  now: () => number;
  discreet?: Discretion;
  write?: (line: string) => void;
}

/**
 * A log of JSON lines: `time`, `level`, `message`, then what it is about. What must not be read in a log is masked here,
 * whoever writes.
 */
export function jsonLog({
  from,
  now,
  discreet = discretion(),
  write = (line) => void process.stderr.write(line),
}: LogParts): Log {
  const rank = (level: LogLevel): number => LOG_LEVELS.indexOf(level);
  return (level, message, { message: detail, ...fields } = {}) => {
    if (rank(level) > rank(from)) return;
    const head = { time: new Date(now()).toISOString(), level, message: discreet.text(message) };
    // A failure brings words of its own.
    const about = discreet.fields(detail === undefined ? fields : { ...fields, detail });
    write(`${onOneLine(JSON.stringify({ ...head, ...about, ...head }))}\n`);
  };
}

/** What JSON lets through and some terminals and readers take for commands or ends of lines. */
const SPECIAL = /[\u007f-\u009f\u2028\u2029]/g;

const onOneLine = (json: string): string =>
  json.replaceAll(SPECIAL, (found) => `\\u${found.charCodeAt(0).toString(16).padStart(4, '0')}`);
