import { useMessages } from '../../messages/index.tsx';
import { Finder } from '../../ui/finder.tsx';
import { useEditing } from '../draft/use-draft.tsx';
import { DRAGGED_TYPE } from './dragged.ts';
import { useAddNode } from './use-add-node.ts';
import { useNodeTypes } from './use-node-types.tsx';
import './palette.css';

/** The node types one can draw with: dragged to the canvas, or added after what is chosen. */
export function Palette() {
  const { t } = useMessages();
  const { chosen } = useEditing();
  const types = useNodeTypes();
  const add = useAddNode();
  const [after, ...others] = chosen;
  return (
    <div className="palette">
      <p className="small soft">{t('palette.hint')}</p>
      <Finder
        label={t('palette.search')}
        items={types}
        none={t('finder.none')}
        onPick={(type) =>
          add(type, after !== undefined && others.length === 0 ? { after: { node: after } } : {})
        }
        onDragStart={(type, data) => {
          data.setData(DRAGGED_TYPE, type);
          data.effectAllowed = 'copy';
        }}
      />
    </div>
  );
}
