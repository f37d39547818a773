import { databaseFile, type Db, openReader } from '../../../db/client.ts';
import { lockDatabase } from '../../../db/lock.ts';
import { type Writer, writerInProcess } from '../../../db/writer.ts';
import { announced } from '../../local-runtime.ts';
import { readSettings } from '../../settings.ts';

/** The database the settings name. */
export const configuredDatabase = (): string => databaseFile(readSettings(process.env).databaseUrl);

/** A request to the runtime of this machine, and what it answered. */
export interface Asked {
  status: number;
  body: { [name: string]: unknown };
}

/**
 * Asks the runtime that runs on the database to do something, since only it may write.
 * Undefined when none runs: the file it left is stale when nobody answers there, or somebody who does not know its token.
 */
export async function askRuntime(database: string, path: string, body: unknown): Promise<Asked | undefined> {
  const runtime = announced(database);
  if (!runtime) return undefined;
  let answer: Response;
  try {
    answer = await fetch(`${runtime.url}${path}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${runtime.token}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
      redirect: 'error',
    });
  } catch {
    return undefined;
  }
  const said = (answer.status === 204 ? {} : await answer.json().catch(() => undefined)) as
    | Asked['body']
    | undefined;
  return said === undefined || answer.status === 401 ? undefined : { status: answer.status, body: said };
}

/** Works on the database itself, as its one process. Throws `DatabaseInUse` when there is another. */
export async function withDatabase<Result>(
  database: string,
  work: (parts: { db: Db; writer: Writer }) => Promise<Result>,
): Promise<Result> {
  const lock = lockDatabase(database);
  try {
    const writer = await writerInProcess(database);
    const { db, close } = openReader(database);
    try {
      return await work({ db, writer });
    } finally {
      close();
      await writer.close();
    }
  } finally {
    lock.release();
  }
}
