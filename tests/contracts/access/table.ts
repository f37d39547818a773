import { ROLES } from '../../../runtime/api/access.ts';
import type { Row } from './rows.ts';

/** What happened when somebody asked a route. */
export interface Asked {
  row: Row;
  /** As the cast names them: `main: admin`, `main: token for flows:read`, `nobody`. */
  asker: string;
  letIn: boolean;
}

const TOKEN = 'token for ';

/** The matrix as it was seen, for people to read: a line per route, a column per role, and the tokens that were let in. */
export function accessTable(asked: readonly Asked[]): string {
  const routes = new Map<string, Map<string, boolean>>();
  for (const { row, asker, letIn } of asked) {
    const key = `${row.method.padEnd(6)} ${row.path}`;
    const seen = routes.get(key) ?? new Map<string, boolean>();
    routes.set(key, seen);
    // Of both organisations: let in means let in by either for its own.
    const who = asker.replace(/^\w+: /, '');
    seen.set(who, (seen.get(who) ?? true) && letIn);
  }
  const columns = [...ROLES, 'nobody', 'machine'];
  const head = ['route', ...columns, 'tokens'];
  const lines = [...routes].map(([route, seen]) => [
    route,
    ...columns.map((who) => (seen.get(who) ? 'yes' : '·')),
    tokensIn(seen),
  ]);
  const widths = head.map((_, column) =>
    Math.max(...[head, ...lines].map((line) => line[column]?.length ?? 0)),
  );
  return [head, ...lines]
    .map((line) =>
      line
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join(' | ')
        .trimEnd(),
    )
    .join('\n');
}

/** The scopes that open a route, as far as a token for nothing else was let in by them. */
function tokensIn(seen: ReadonlyMap<string, boolean>): string {
  const scopes = [...seen].filter(([who]) => who.startsWith(TOKEN));
  const open = scopes.filter(([, letIn]) => letIn).map(([who]) => who.slice(TOKEN.length));
  return open.length === scopes.length ? 'all' : open.join(' ');
}
