import { usesOf } from '../variables/uses.ts';
import { defineCommand } from './command.ts';

/** Takes a variable away, unless something of the flow reads or writes it. */
export const removeVariable = defineCommand<{ name: string }>({
  id: 'remove-variable',
  edit(flow, { name }, { registry }) {
    const uses = usesOf(flow, registry).filter((use) => use.variable === name).length;
    if (uses > 0) return { refused: 'variable-used', values: { name, count: uses } };
    return { flow: { ...flow, variables: flow.variables.filter((one) => one.name !== name) } };
  },
});
