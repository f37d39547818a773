import type { Variable } from '../../../runtime/engine/index.ts';
import { defineCommand } from './command.ts';

/** Changes what a variable is: its type, what it begins with, whether it comes in or is given back. Not its name. */
export const changeVariable = defineCommand<{ name: string; to: Omit<Variable, 'name'> }>({
  id: 'change-variable',
  edit(flow, { name, to }) {
    const at = flow.variables.findIndex((one) => one.name === name);
    if (at < 0) return { refused: 'gone' };
    return { flow: { ...flow, variables: flow.variables.toSpliced(at, 1, { ...to, name }) } };
  },
});
