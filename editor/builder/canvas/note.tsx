import { Fragment, memo, useState } from 'react';
import { type NodeProps, NodeResizer } from 'reactflow';
import { useMessages } from '../../messages/index.tsx';
import { changeNote } from '../commands/change-note.ts';
import { resizeBox } from '../commands/resize-box.ts';
import { useDoing } from '../doing/use-doing.tsx';
import { useEditing } from '../draft/use-draft.tsx';
import type { NoteNode } from './to-canvas.ts';
import { mentioned, mentionsIn } from './mentions.ts';
import { NoteWriting } from './note-writing.tsx';
import { useColleagues } from './use-colleagues.ts';
import './annotations.css';

/** A note to other designers; written in place. A new one is open for writing. */
export const Note = memo(function Note({ data, selected }: NodeProps<NoteNode>) {
  const { t } = useMessages();
  const { mayEdit, chosen } = useEditing();
  const { perform } = useDoing();
  const { id, note } = data;
  const [writing, setWriting] = useState(
    mayEdit && note.text === '' && chosen.length === 1 && chosen[0] === id,
  );
  const colleagues = useColleagues();
  const save = (text: string) => {
    setWriting(false);
    perform(changeNote, { note: id, text, mentions: mentionsIn(text, colleagues) });
  };
  return (
    <div className="note" data-selected={selected || undefined} onDoubleClick={() => setWriting(mayEdit)}>
      {mayEdit && (
        <NodeResizer
          isVisible={(selected ?? false) && !writing}
          minWidth={120}
          minHeight={72}
          onResizeEnd={(_event, { x, y, width, height }) =>
            perform(resizeBox, {
              id,
              box: {
                x: Math.round(x),
                y: Math.round(y),
                width: Math.round(width),
                height: Math.round(height),
              },
            })
          }
        />
      )}
      {writing ? (
        <NoteWriting first={note.text} colleagues={colleagues} onDone={save} />
      ) : (
        <>
          <p dir="auto">
            {note.text === '' ? (
              <span className="soft">{t('canvas.emptyNote')}</span>
            ) : (
              mentioned(note.text, colleagues).map(({ text, isName }, index) =>
                isName ? <mark key={index}>{text}</mark> : <Fragment key={index}>{text}</Fragment>,
              )
            )}
          </p>
          {mayEdit && (
            <button
              type="button"
              className="note-write nodrag nopan"
              aria-label={t('canvas.writeNote')}
              title={t('canvas.writeNote')}
              onClick={() => setWriting(true)}
            >
              ✎
            </button>
          )}
        </>
      )}
    </div>
  );
});
