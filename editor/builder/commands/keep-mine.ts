import type { FlowDefinition } from '../../../runtime/engine/index.ts';
import { defineCommand } from './command.ts';

/** Puts what was drawn in this browser in the place of a draft it could not be merged with. */
export const keepMine = defineCommand<{ mine: FlowDefinition }>({
  id: 'keep-mine',
  edit: (flow, { mine }) => ({ flow: { ...mine, id: flow.id } }),
});
