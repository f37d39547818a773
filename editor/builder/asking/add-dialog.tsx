import { useMessages } from '../../messages/index.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Finder } from '../../ui/finder.tsx';
import type { Point } from '../commands/places.ts';
import { useFlow } from '../draft/use-draft.tsx';
import { useAddNode } from '../palette/use-add-node.ts';
import { useNodeTypes } from '../palette/use-node-types.tsx';

/** Asks which node type to add, after an exit or on its own. */
export function AddDialog(props: {
  where: { after?: { node: string; exit?: string }; at?: Point; near?: Point | undefined };
  onClose: () => void;
}) {
  const { t } = useMessages();
  const { nodes } = useFlow();
  const types = useNodeTypes();
  const add = useAddNode();
  const { where, onClose } = props;
  const after = nodes[where.after?.node ?? ''];
  return (
    <Dialog
      title={after ? t('asking.addAfter', { node: after.name }) : t('asking.add')}
      at={where.near}
      onClose={onClose}
    >
      <Finder
        focused
        label={t('palette.search')}
        items={types}
        none={t('finder.none')}
        onPick={(type) => {
          onClose();
          add(type, where);
        }}
      />
    </Dialog>
  );
}
