import type { FlowDefinition } from '../../../runtime/engine/index.ts';
import { defineCommand } from './command.ts';

/** Puts a published drawing in the place of the draft; the flow keeps its id. */
export const restoreVersion = defineCommand<{ definition: FlowDefinition }>({
  id: 'restore-version',
  edit: (flow, { definition }) => ({ flow: { ...definition, id: flow.id }, chosen: [] }),
});
