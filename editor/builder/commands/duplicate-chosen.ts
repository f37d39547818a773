import { defineCommand } from './command.ts';
import { takeFragment } from './fragment.ts';
import { inserted } from './insert-fragment.ts';

/** Puts a copy of what is chosen beside it. */
export const duplicateChosen = defineCommand<{ ids: readonly string[] }>({
  id: 'duplicate-chosen',
  edit(flow, { ids }, making) {
    const fragment = takeFragment(flow, ids);
    return fragment ? inserted(flow, fragment, { x: 40, y: 40 }, making) : { refused: 'nothing-chosen' };
  },
  offer: {
    shortcut: 'Mod+D',
    places: ['toolbar', 'node', 'palette'],
    args: ({ chosen }) => (chosen.length > 0 ? { ids: chosen } : undefined),
  },
});
