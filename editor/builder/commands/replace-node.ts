import { flowNodeSchema, schemaIssues } from '../../../runtime/engine/index.ts';
import { defineCommand } from './command.ts';

/** Puts a whole node in place of another, as somebody has written it down. */
export const replaceNode = defineCommand<{ node: string; document: unknown }>({
  id: 'replace-node',
  edit(flow, { node: id, document }, { registry }) {
    if (!flow.nodes[id]) return { refused: 'gone' };
    const read = flowNodeSchema.safeParse(document);
    const config = read.success ? registry(read.data.type)?.config.safeParse(read.data.config) : undefined;
    const [issue] = read.success
      ? config?.success === false
        ? schemaIssues(config.error, 'config.invalid', id)
        : []
      : schemaIssues(read.error, 'flow.schema', id);
    if (issue)
      return {
        refused: 'unreadable',
        values: {
          node: flow.nodes[id].name || id,
          field: (issue.path ?? []).join('.').replace(/^config\.(?!config)/, 'config.'),
        },
        issue,
      };
    return { flow: { ...flow, nodes: { ...flow.nodes, [id]: read.data! } } };
  },
});
