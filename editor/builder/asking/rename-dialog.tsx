import { useMessages } from '../../messages/index.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { changeFrame } from '../commands/change-frame.ts';
import { annotationsOf } from '../commands/places.ts';
import { nameNode } from '../commands/name-node.ts';
import { useDoing } from '../doing/use-doing.tsx';
import { useFlow } from '../draft/use-draft.tsx';
import { NameForm } from './name-form.tsx';

/** Asks for a name of a node, or the title of a frame. */
export function RenameDialog({ id, onClose }: { id: string; onClose: () => void }) {
  const { t } = useMessages();
  const flow = useFlow();
  const { perform } = useDoing();
  const frame = annotationsOf(flow).frames[id];
  return (
    <Dialog title={t('asking.rename')} onClose={onClose}>
      <NameForm
        label={t('asking.name')}
        first={frame ? frame.title : (flow.nodes[id]?.name ?? '')}
        confirm={t('asking.rename')}
        mayBeEmpty={frame !== undefined}
        onCancel={onClose}
        onName={(name) => {
          onClose();
          if (frame) perform(changeFrame, { frame: id, title: name });
          else perform(nameNode, { node: id, name });
        }}
      />
    </Dialog>
  );
}
