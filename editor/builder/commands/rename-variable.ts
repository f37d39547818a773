import { RESERVED_NAMES, type FlowDefinition, VARIABLE_NAME } from '../../../runtime/engine/index.ts';
import { written } from '../inspector/walk.ts';
import { renamedInTemplate } from '../variables/rename-in-template.ts';
import { usesOf } from '../variables/uses.ts';
import { defineCommand } from './command.ts';

/** Gives a variable another name wherever it stands: in fields, in conditions, in texts. */
export const renameVariable = defineCommand<{ from: string; to: string }>({
  id: 'rename-variable',
  edit(flow, { from, to }, { registry }) {
    if (from === to) return { flow };
    if (!VARIABLE_NAME.test(to)) return { refused: 'variable-name', values: { name: to } };
    if ((RESERVED_NAMES as readonly string[]).includes(to) || flow.variables.some(({ name }) => name === to))
      return { refused: 'name-taken', values: { name: to } };
    let renamed: FlowDefinition = {
      ...flow,
      variables: flow.variables.map((one) => (one.name === from ? { ...one, name: to } : one)),
    };
    for (const use of usesOf(flow, registry)) {
      if (use.variable !== from) continue;
      const there = use.isTemplate
        ? renamedInTemplate(use.text, from, to)
        : `${to}${use.text.slice(from.length)}`;
      const path = use.node === undefined ? use.path : ['nodes', use.node, 'config', ...use.path];
      renamed = written(renamed, path, there) as FlowDefinition;
    }
    return { flow: renamed };
  },
});
