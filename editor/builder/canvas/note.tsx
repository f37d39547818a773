import { Fragment, memo, useEffect, useRef, useState } from 'react';
import { type NodeProps, NodeResizer } from 'reactflow';
import { useMessages } from '../../messages/index.tsx';
import { changeNote } from '../commands/change-note.ts';
import { resizeBox } from '../commands/resize-box.ts';
import { useDoing } from '../doing/use-doing.tsx';
import { useEditing } from '../draft/use-draft.tsx';
import type { NoteNode } from './to-canvas.ts';
import { asked, mentioned, mentionsIn, withMention } from './mentions.ts';
import { type Colleague, useColleagues } from './use-colleagues.ts';
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
        <Writing first={note.text} colleagues={colleagues} onDone={save} />
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

function Writing(props: { first: string; colleagues: readonly Colleague[]; onDone: (text: string) => void }) {
  const { t } = useMessages();
  const field = useRef<HTMLTextAreaElement>(null);
  const [text, setText] = useState(props.first);
  const [at, setAt] = useState(0);
  useEffect(() => {
    const element = field.current;
    // After the click that opened it: a canvas takes the focus to what was clicked.
    const soon = setTimeout(() => {
      element?.focus();
      element?.setSelectionRange(element.value.length, element.value.length);
    });
    return () => clearTimeout(soon);
  }, []);
  const wish = asked(text, at);
  const fitting =
    wish === undefined ? [] : props.colleagues.filter(({ name }) => fits(name, wish)).slice(0, 5);
  const take = ({ name }: Colleague) => {
    const next = withMention(text, at, name);
    setText(next.text);
    setAt(next.at);
    field.current?.focus();
  };
  return (
    <div className="note-writing nodrag nopan nowheel">
      <textarea
        ref={field}
        dir="auto"
        aria-label={t('canvas.noteText')}
        value={text}
        maxLength={5000}
        onChange={({ target }) => {
          setText(target.value);
          setAt(target.selectionStart);
        }}
        onKeyDown={(event) => {
          const [best] = fitting;
          if (event.key === 'Tab' && best) {
            event.preventDefault();
            take(best);
          } else if (event.key === 'Escape' || (event.key === 'Enter' && (event.ctrlKey || event.metaKey))) {
            event.preventDefault();
            event.stopPropagation();
            props.onDone(text);
          }
        }}
        onBlur={(event) => {
          if (!event.relatedTarget?.closest('.note-names')) props.onDone(text);
        }}
      />
      {fitting.length > 0 && (
        <ul className="note-names" aria-label={t('canvas.mention')}>
          {fitting.map((one) => (
            <li key={one.id}>
              <button type="button" onClick={() => take(one)}>
                <bdi>{one.name}</bdi>
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

const fits = (name: string, wish: string): boolean => name.toLowerCase().startsWith(wish.toLowerCase());
