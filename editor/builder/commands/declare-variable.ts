import { LIMITS, type Variable } from '../../../runtime/engine/index.ts';
import { defineCommand } from './command.ts';

/** Declares a variable. */
export const declareVariable = defineCommand<Variable>({
  id: 'declare-variable',
  edit(flow, variable) {
    if (flow.variables.some(({ name }) => name === variable.name))
      return { refused: 'name-taken', values: { name: variable.name } };
    if (flow.variables.length >= LIMITS.variablesPerFlow) return { refused: 'too-many-variables' };
    return { flow: { ...flow, variables: [...flow.variables, variable] } };
  },
});
