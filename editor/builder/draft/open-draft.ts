import type { FlowDefinition } from '../../../runtime/engine/index.ts';
import { draftInMemory } from './draft-in-memory.ts';
import type { Draft } from './draft.ts';
import { making } from './making.ts';

export { making } from './making.ts';

/** Opens the draft of a flow for editing. */
export const openDraft = (flow: FlowDefinition): Draft => draftInMemory(flow, making, Date.now);
