import type { FlowDefinition } from '../../../runtime/engine/index.ts';
import { type Path, written } from '../inspector/walk.ts';
import { defineCommand } from './command.ts';

/** What a flow says of itself, besides its drawing. */
export type FlowSetting = 'name' | 'description' | 'channels' | 'languages' | 'zone' | 'handlers' | 'apology';

/** Writes one setting of the flow, or a part of one; `undefined` takes it away. */
export const changeFlow = defineCommand<{ path: readonly [FlowSetting, ...Path]; to: unknown }>({
  id: 'change-flow',
  edit: (flow, { path, to }) => ({ flow: written(flow, path, to) as FlowDefinition }),
});
