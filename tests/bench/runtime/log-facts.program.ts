import { sql } from 'drizzle-orm';
import { openReader } from '../../../db/client.ts';
import { program } from '../kit/program.ts';

/** What a database holds after a run: proof that the turns were real ones. */
export interface LogFacts {
  rows: number;
  ignored: number;
  ended: number;
  nodesPerTurn: number;
  bytesPerTurn: number;
}

await program(({ file }: { file: string }): LogFacts => {
  const { db, close } = openReader(file);
  const facts = db.get<LogFacts>(sql`
    select count(*) as rows,
      sum(status not in ('waiting', 'done')) as ignored,
      (select count(*) from contacts where ended_at is not null) as ended,
      avg((length(trace) - length(replace(trace, '"', ''))) / 2.0) as nodesPerTurn,
      avg(length(event) + coalesce(length(effects), 0) + coalesce(length(trace), 0)) as bytesPerTurn
    from log`);
  close();
  return facts!;
});
