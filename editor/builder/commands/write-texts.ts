import { type FlowDefinition, type Texts } from '../../../runtime/engine/index.ts';
import { type Path, valueAt, written } from '../inspector/walk.ts';
import { type Wording, withWording } from '../texts/wording.ts';
import { defineCommand } from './command.ts';

/** A wording for a place in the flow; an empty one takes it away. */
export interface Written extends Wording {
  /** Where the texts stand, in the flow. */
  path: Path;
}

/** Writes texts for customers: one, or all that a translator sent back. The drawing stays as it is. */
export const writeTexts = defineCommand<{ texts: readonly Written[] }>({
  id: 'write-texts',
  edit(flow, { texts }) {
    let changed = flow;
    for (const { path, ...wording } of texts) {
      const before = valueAt(changed, path);
      if (before === undefined && path[0] === 'nodes') return { refused: 'gone' };
      changed = written(changed, path, withWording((before ?? {}) as Texts, wording)) as FlowDefinition;
    }
    return { flow: changed };
  },
});
