import { z } from 'zod';
import { type Access, ROLES, SCOPES } from '../../../runtime/api/access.ts';
import { sampleOf } from './sample.ts';

const accessSchema = z.union([
  z.enum(['self', 'public']),
  z.strictObject({ roles: z.array(z.enum(ROLES)), scope: z.enum(SCOPES).optional() }),
]);
const bodySchema = z.object({ content: z.object({ 'application/json': z.object({ schema: z.unknown() }) }) });
const parameterSchema = z.object({
  name: z.string(),
  in: z.string(),
  required: z.boolean().default(false),
  schema: z.unknown(),
});
const choiceSchema = z.object({ enum: z.array(z.string()).min(1) });
const operationSchema = z.object({
  'x-access': accessSchema.optional(),
  requestBody: bodySchema.optional(),
  parameters: z.array(parameterSchema).optional(),
});
const documentSchema = z.object({ paths: z.record(z.string(), z.record(z.string(), operationSchema)) });

/** A route of the API with its row. */
export interface Row {
  method: string;
  /** With parameters in braces, below `/api`. */
  path: string;
  access: Access;
  /** A body its description allows; undefined for a route without one. */
  body: unknown;
  /** What its description demands to be asked with. */
  query: string;
  /** Parameters of the path that are a choice and no id, with one of the choices. */
  chosen: ReadonlyMap<string, string>;
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
    if (access === undefined) return [];
    const schema = operation.requestBody?.content['application/json'].schema;
    const body = schema === undefined ? undefined : sampleOf(schema, document);
    const asked = (operation.parameters ?? []).filter(
      ({ in: place, required }) => place === 'query' && required,
    );
    const query = new URLSearchParams(
      asked.map(({ name, schema: described }): [string, string] => [
        name,
        String(sampleOf(described, document)),
      ]),
    );
    const chosen = new Map(
      (operation.parameters ?? []).flatMap(({ name, in: place, schema: described }): [string, string][] => {
        const choice = choiceSchema.safeParse(described).data?.enum[0];
        return place === 'path' && choice !== undefined ? [[name, choice]] : [];
      }),
    );
    return [{ method, path, access, body, chosen, query: query.size === 0 ? '' : `?${query.toString()}` }];
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
