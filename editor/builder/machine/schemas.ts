import { z } from 'zod';
import { nodeTypes } from '../../../nodes/index.ts';
import { type AnyNodeType, flowSchema } from '../../../runtime/engine/index.ts';
import { schemaOf } from '../inspector/form.ts';

type Schema = z.core.JSONSchema.BaseSchema;

/** JSON schema of a node of one type, for completion while it is written down. */
export function nodeSchema(type: AnyNodeType): Schema {
  const { $defs, $schema: _dialect, ...config } = schemaOf(type);
  return {
    type: 'object',
    properties: {
      type: { const: type.type, description: type.words.en.summary },
      version: { type: 'integer', minimum: 1, maximum: type.version },
      name: { type: 'string', maxLength: 200 },
      config,
      exits: { type: 'object', additionalProperties: { type: 'string' } },
    },
    required: ['type', 'version', 'name', 'config', 'exits'],
    additionalProperties: false,
    ...($defs ? { $defs } : {}),
  };
}

/** JSON schema of a whole flow, with the config of every node type. */
export function wholeSchema(): Schema {
  const flow = z.toJSONSchema(flowSchema, { io: 'input', unrepresentable: 'any' });
  const nodes = nodeTypes.map(nodeSchema);
  return {
    ...flow,
    properties: {
      ...flow.properties,
      nodes: {
        type: 'object',
        additionalProperties: { anyOf: nodes.map(({ $defs: _defs, ...one }) => one) },
      },
    },
    $defs: Object.assign({}, flow.$defs, ...nodes.map(({ $defs }) => $defs)) as NonNullable<Schema['$defs']>,
  };
}
