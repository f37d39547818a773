import { z } from 'zod';
import { type Access, ROLES, SCOPES } from '../../../runtime/api/access.ts';

const accessSchema = z.union([
  z.enum(['self', 'public']),
  z.strictObject({ roles: z.array(z.enum(ROLES)), scope: z.enum(SCOPES).optional() }),
]);
const operationSchema = z.object({ 'x-access': accessSchema.optional(), requestBody: z.unknown().optional() });
const documentSchema = z.object({ paths: z.record(z.string(), z.record(z.string(), operationSchema)) });

/** A route of the API with its row. */
export interface Row {
  method: string;
  /** With parameters in braces, below `/api`. */
  path: string;
  access: Access;
  takesBody: boolean;
}

/** What a server has, as its router knows it and as its description says. */
export interface Surface {
  routes: readonly { method: string; path: string }[];
  document: unknown;
}

/** The rows of the matrix, and every route that has none. */
export function rowsOf({ routes, document }: Surface): { rows: Row[]; without: string[] } {
  const { paths } = documentSchema.parse(document);
  const described = Object.entries(paths).flatMap(([path, operations]) =>
    Object.entries(operations).map(([method, operation]) => ({
      method: method.toUpperCase(),
      path,
      operation,
    })),
  );
  const rows = described.flatMap(({ method, path, operation }): Row[] => {
    const access = operation['x-access'];
    return access === undefined
      ? []
      : [{ method, path, access, takesBody: operation.requestBody !== undefined }];
  });
  const known = new Set(rows.map(({ method, path }) => `${method} ${path}`));
  const served = routes
    // What applies to every path is no route: it hands on or refuses.
    .filter(({ method, path }) => !(method === 'ALL' && /^\/api(\/\*)?$/.test(path)))
    .filter(({ path }) => path.startsWith('/api'))
    .map(
      ({ method, path }) => `${method} ${path.replace(/^\/api/, '').replaceAll(/:(\w+)/g, '{$1}') || '/'}`,
    );
  const without = new Set([...served, ...described.map(({ method, path }) => `${method} ${path}`)]);
  return { rows, without: [...without].filter((one) => !known.has(one)).toSorted() };
}
