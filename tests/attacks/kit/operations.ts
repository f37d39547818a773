import { z } from 'zod';

/** A JSON schema, as far as the generator of hostile requests reads it. */
export interface Schema {
  type?: string | string[];
  enum?: unknown[];
  const?: unknown;
  properties?: { [name: string]: Schema };
  required?: string[];
  items?: Schema;
  anyOf?: Schema[];
  oneOf?: Schema[];
  allOf?: Schema[];
  additionalProperties?: Schema | boolean;
  $ref?: string;
}

const schemaSchema = z.custom<Schema>((value) => typeof value === 'object' && value !== null);
const operationSchema = z.object({
  parameters: z
    .array(z.object({ name: z.string(), in: z.string(), schema: schemaSchema.optional() }))
    .default([]),
  requestBody: z
    .object({ content: z.record(z.string(), z.object({ schema: schemaSchema.optional() })) })
    .optional(),
});
const documentSchema = z.object({
  paths: z.record(z.string(), z.record(z.string(), operationSchema)),
  components: z.object({ schemas: z.record(z.string(), schemaSchema).default({}) }).default({ schemas: {} }),
});

/** One route of the API, as its description says. */
export interface Operation {
  method: string;
  /** Below `/api`, with parameters in braces. */
  path: string;
  parameters: { name: string; in: string; schema?: Schema | undefined }[];
  body: Schema | undefined;
}

/** Everything the description of a running server names. */
export async function operationsOf(
  url: string,
): Promise<{ operations: Operation[]; named: { [name: string]: Schema } }> {
  const document = documentSchema.parse(await (await fetch(`${url}/api/openapi.json`)).json());
  const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, { parameters, requestBody }]) => ({
      method: method.toUpperCase(),
      path,
      parameters,
      body: requestBody?.content['application/json']?.schema,
    })),
  );
  return { operations, named: document.components.schemas };
}

/** The path with its parameters filled in. */
export const filled = (path: string, value: (name: string) => string): string =>
  path.replaceAll(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(value(name)));

/** Signs that an answer shows the insides of the program. */
export const showsInsides = (text: string): boolean =>
  /\bat \S+ \(|\bat (?:async )?file:|node_modules|\/runtime\/|SqliteError|SQLITE_|ZodError|TypeError|ReferenceError/.test(
    text,
  );
