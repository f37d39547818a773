import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';

type Schema = { [keyword: string]: unknown };
interface Operation {
  responses: { [status: string]: { content?: { [type: string]: { schema?: Schema } } } };
}

/** Holds answers against a description of an API. */
export interface AnswerCheck {
  /** What is wrong with an answer; undefined when it is as described. */
  wrongWith(method: string, path: string, answer: Response): Promise<string | undefined>;
}

/**
 * @param document an OpenAPI document. Descriptions leave objects open by themselves; here every member must be described, so
 * that an answer cannot say more than it is meant to.
 */
export function answerCheck(document: unknown): AnswerCheck {
  const { paths, components } = document as {
    paths: { [path: string]: { [method: string]: Operation } };
    components?: { schemas?: { [name: string]: Schema } };
  };
  const ajv = new Ajv2020({ strict: false, validateFormats: false, allErrors: true });
  const named = Object.fromEntries(
    Object.entries(components?.schemas ?? {}).map(([name, schema]) => [name, closed(schema, false)]),
  );
  ajv.addSchema({ $id: 'described', components: { schemas: named } });
  const known = new Map<string, ValidateFunction>();

  function validatorOf(key: string, schema: Schema): ValidateFunction {
    const found = known.get(key);
    if (found) return found;
    const made = ajv.compile(closed(schema, true));
    known.set(key, made);
    return made;
  }

  return {
    async wrongWith(method, path, answer) {
      const where = `${method} ${path} answers ${answer.status}`;
      const described = paths[path]?.[method.toLowerCase()]?.responses[answer.status];
      if (!described) return `${where}, which is not described`;
      const text = await answer.clone().text();
      const [type = ''] = (answer.headers.get('content-type') ?? '').split(';');
      if (!described.content)
        return text === '' ? undefined : `${where} with a body of ${type} that is not described`;
      const content = described.content[type];
      if (!content) return `${where} as "${type}", which is not described`;
      if (!content.schema || !type.endsWith('json')) return undefined;
      const validate = validatorOf(`${where} ${type}`, content.schema);
      if (validate(JSON.parse(text))) return undefined;
      const [error] = validate.errors ?? [];
      return `${where}: ${error?.instancePath} ${error?.message} ${JSON.stringify(error?.params)}`;
    },
  };
}

/** Parts of a schema that are schemas of other values. */
const VALUES = ['items', 'additionalProperties', 'propertyNames', 'contains', 'not'];
const LISTS = ['anyOf', 'oneOf', 'prefixItems'];

/** The same schema, which takes no member it does not describe. What is one part of several may not say so by itself. */
function closed(schema: unknown, isWhole: boolean): Schema {
  if (typeof schema !== 'object' || schema === null) return schema as Schema;
  const inner = Object.entries(schema as Schema).map(([keyword, value]): [string, unknown] => {
    if (keyword === 'properties' || keyword === 'patternProperties')
      return [keyword, each(value as Schema, (one) => closed(one, true))];
    if (keyword === '$ref') return [keyword, `described${String(value)}`];
    if (VALUES.includes(keyword)) return [keyword, closed(value, true)];
    if (LISTS.includes(keyword)) return [keyword, (value as unknown[]).map((one) => closed(one, true))];
    if (keyword === 'allOf') return [keyword, (value as unknown[]).map((one) => closed(one, false))];
    return [keyword, value];
  });
  const made = Object.fromEntries(inner);
  const describes = 'properties' in made || 'allOf' in made || '$ref' in made;
  return isWhole && describes && made['additionalProperties'] === undefined
    ? { ...made, unevaluatedProperties: false }
    : made;
}

const each = (members: Schema, work: (one: unknown) => unknown): Schema =>
  Object.fromEntries(Object.entries(members).map(([name, one]) => [name, work(one)]));
