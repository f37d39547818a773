import { readFlow, readNodes } from '../../../runtime/engine/index.ts';
import { defineCommand, type Edit } from './command.ts';

/** Puts a whole document in place of the draft, as somebody has written it down; refused where a field cannot be read. */
export const replaceFlow = defineCommand<{ document: unknown }>({
  id: 'replace-flow',
  edit(flow, { document }, { registry }): Edit {
    const read = readFlow(document);
    const issue = read.ok
      ? readNodes(read.flow, registry, {}).issues.find(({ code }) => UNREADABLE.includes(code))
      : read.issues[0];
    if (issue)
      return {
        refused: 'unreadable',
        values: {
          node: issue.node ?? flow.name,
          field: (issue.path ?? []).join('.'),
        },
        issue,
      };
    if (!read.ok) return { refused: 'gone' };
    if (read.flow.id !== flow.id) return { refused: 'other-flow', values: { id: flow.id } };
    return { flow: read.flow };
  },
});

/** Findings that mean a node could not be read at all; all others are for the problems panel. */
const UNREADABLE = ['config.invalid', 'node.unknown-type', 'node.version', 'node.defect'];
