import { z as openapi } from '@hono/zod-openapi';
import { z } from 'zod';
import { type AnyNodeType, channelKindSchema } from '../engine/index.ts';
import { json, route, router } from './route.ts';

/** A node type as palette, forms and tools read it. */
export interface NodeTypeDescription {
  type: string;
  version: number;
  group: AnyNodeType['group'];
  label: string;
  summary: string;
  keywords: string[];
  /** Fixed exits; options and rules add their own. */
  exits: string[];
  channels: AnyNodeType['channels'];
  words: AnyNodeType['words'];
  /** JSON schema of the config. */
  config: { [keyword: string]: unknown };
  examples: { name: string; config: { [field: string]: unknown } }[];
}

export function describeNodeType({
  type,
  version,
  group,
  words,
  channels,
  config,
  examples,
}: AnyNodeType): NodeTypeDescription {
  return {
    type,
    version,
    group,
    label: words.en.label,
    summary: words.en.summary,
    keywords: words.en.keywords,
    exits: Object.keys(words.en.exits),
    channels,
    words,
    config: { ...z.toJSONSchema(config, { io: 'input', unrepresentable: 'any' }) },
    examples: examples.map(({ name, config: example }) => ({ name, config: example })),
  };
}

const descriptionSchema = openapi
  .object({
    type: openapi.string(),
    version: openapi.number().int(),
    group: openapi.custom<NodeTypeDescription['group']>().openapi({ type: 'string' }),
    label: openapi.string(),
    summary: openapi.string(),
    keywords: openapi.array(openapi.string()),
    exits: openapi.array(openapi.string()),
    channels: openapi.union([openapi.literal('any'), openapi.array(channelKindSchema).readonly()]),
    words: openapi
      .custom<NodeTypeDescription['words']>()
      .openapi({ type: 'object', additionalProperties: true }),
    config: openapi.record(openapi.string(), openapi.unknown()),
    examples: openapi.array(
      openapi.object({
        name: openapi.string(),
        config: openapi.record(openapi.string(), openapi.unknown()),
      }),
    ),
  })
  .openapi('NodeType');

/** `GET /api/node-types`: what flows can be drawn with. */
export function nodeTypeRoutes(nodeTypes: AnyNodeType[]) {
  const described = nodeTypes.map(describeNodeType).sort((one, other) => one.type.localeCompare(other.type));
  return router().openapi(
    route(
      // What the product can do is no secret; what an organisation does with it is elsewhere.
      'public',
      {
        method: 'get',
        path: '/',
        summary: 'What flows can be drawn with',
        responses: {
          200: json(openapi.array(descriptionSchema)),
        },
      },
    ),
    (c) => c.json(described, 200),
  );
}
