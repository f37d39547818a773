import { readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { z } from 'zod';
import {
  type AnyNodeType,
  type ChannelKind,
  defineNode,
  type Example,
  type Exit,
  INTERFACE_LANGUAGES,
  type NodeWords,
  type Registry,
} from '../../../runtime/engine/index.ts';
import { migrateConfig } from '../../../runtime/engine/compile/read-nodes.ts';
import { registry } from '../../../nodes/index.ts';
import { flowOf, node } from '../../kit/flow-builder.ts';
import { variablesOf } from '../../kit/called-flow.ts';

/** A node type with its folder: what the contract judges. */
export interface Subject {
  folder: string;
  type: AnyNodeType;
  /** Content of the folder's files by name. */
  files: { [name: string]: string };
}

/** A clause of the contract: the findings, or none. */
export type Clause = (subject: Subject) => string[];

const nodes = join(import.meta.dirname, '../../../nodes');

/** Every folder under `nodes/` with the type it exports. */
export const subjects: Subject[] = Object.entries(
  import.meta.glob<AnyNodeType>('../../../nodes/*/index.ts', { eager: true, import: 'default' }),
).map(([path, type]) => {
  const folder = basename(dirname(path));
  const names = readdirSync(join(nodes, folder));
  return {
    folder,
    type,
    files: Object.fromEntries(names.map((name) => [name, readFileSync(join(nodes, folder, name), 'utf8')])),
  };
});

const noWords: NodeWords = { label: 'Probe', summary: '', keywords: [], exits: {}, fields: {} };

/** The end that the exits of the judged node lead to; known to these tests only. */
const probe = defineNode({
  type: 'probe',
  version: 1,
  group: 'talk',
  words: { en: noWords, tr: noWords, ms: noWords, fa: noWords },
  channels: 'any',
  config: z.strictObject({}),
  exits: () => [],
  compile: () => ({ start: { final: true } }),
  examples: [],
});

/** The registry with the probe in it, and the judged type in place of the product's. */
export const registryWith =
  (judged: AnyNodeType): Registry =>
  (type) =>
    type === 'probe' ? probe : type === judged.type ? judged : registry(type);

/** Id of the judged node in the flow around it. */
export const JUDGED = 'judged';

/** Channels an example is for: its own, or those its type declares; for `any`, one of each sort. */
export const channelsOf = ({ channels }: AnyNodeType, example: Example): readonly ChannelKind[] =>
  example.channels ?? (channels === 'any' ? ['voice', 'chat', 'sms', 'whatsapp', 'email'] : channels);

/** Config of an example in today's version, with defaults. Throws when it does not parse. */
export function configOf(type: AnyNodeType, example: Example): never {
  const migrated = migrateConfig(type, node(type.type, example.config, {}, example.version ?? type.version));
  if ('message' in migrated) throw new Error(migrated.message);
  return type.config.parse(migrated.config);
}

export const exitsOf = (type: AnyNodeType, example: Example): Exit[] => type.exits(configOf(type, example));

/** A flow of one node, whose exits lead to the probe; a bounded exit comes back, as a loop's does. */
export function flowAround(
  type: AnyNodeType,
  example: Example,
  channels: readonly ChannelKind[],
  config: Record<string, unknown> = example.config,
) {
  const exits = exitsOf(type, example).map(({ id, bounded }) => [id, bounded ? JUDGED : 'probe']);
  return flowOf(
    {
      [JUDGED]: node(type.type, config, Object.fromEntries(exits), example.version ?? type.version),
      ...(exits.length > 0 ? { probe: node('probe') } : {}),
    },
    {
      channels: [...channels],
      languages: [...INTERFACE_LANGUAGES],
      variables: variablesOf(example.variables ?? {}),
    },
  );
}
