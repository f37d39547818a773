import { useMemo } from 'react';
import { useMessages } from '../../messages/index.tsx';
import { iconOf } from '../../node-looks.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { Finder, type Findable } from '../../ui/finder.tsx';
import { Icon } from '../../ui/icon.tsx';
import { useEditing } from '../draft/use-draft.tsx';
import { useNodeTypes } from '../palette/use-node-types.tsx';
import { useAddNode } from '../palette/use-add-node.ts';
import { usePicture } from '../use-picture.tsx';
import type { Act } from './act.ts';
import { ACT_ICONS } from './icons.ts';
import { written } from './shortcut.ts';

/** Everything there is by name: commands, nodes to go to, node types to add. */
export function CommandPalette({ acts, onClose }: { acts: readonly Act[]; onClose: () => void }) {
  const { t } = useMessages();
  const { chosen, choose, mayEdit } = useEditing();
  const { drawing } = usePicture();
  const types = useNodeTypes();
  const add = useAddNode();
  const items = useMemo((): Findable[] => {
    const shown = acts.filter(({ can, places }) => can && places.includes('palette'));
    return [
      ...shown.map(({ id, label, shortcut }) => ({
        id: `act/${id}`,
        text: label,
        group: t('anything.acts'),
        icon: <Icon svg={ACT_ICONS[id] ?? ''} />,
        ...(shortcut ? { keys: written(shortcut) } : {}),
      })),
      ...drawing.nodes.map((node) => ({
        id: `node/${node.id}`,
        text: node.name,
        hint: node.text === '' ? node.label : `${node.label} · ${node.text.slice(0, 80)}`,
        group: t('anything.nodes'),
        tint: node.group,
        icon: <Icon svg={iconOf(node.type)} />,
      })),
      ...(mayEdit
        ? types.map((type) => ({
            ...type,
            id: `type/${type.id}`,
            text: t('anything.addType', { type: type.text }),
            group: t('anything.types'),
          }))
        : []),
    ];
  }, [t, acts, drawing, types, mayEdit]);
  const pick = (id: string) => {
    const [kind = '', name = ''] = id.split(/\/(.*)/s);
    onClose();
    if (kind === 'act') acts.find((act) => act.id === name)?.run();
    else if (kind === 'node') choose([name]);
    else add(name, chosen.length === 1 && chosen[0] !== undefined ? { after: { node: chosen[0] } } : {});
  };
  return (
    <Dialog title={t('anything.title')} untitled onClose={onClose}>
      <Finder focused label={t('anything.search')} items={items} none={t('finder.none')} onPick={pick} />
    </Dialog>
  );
}
