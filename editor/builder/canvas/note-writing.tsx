import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import { useMessages } from '../../messages/index.tsx';
import { Suggestions } from '../../ui/suggestions.tsx';
import { asked, withMention } from './mentions.ts';
import type { Colleague } from './use-colleagues.ts';

/** Names offered at once. */
const MOST = 6;

/** A note being written: an `@` offers the names of members, which keys walk along and Enter takes. */
export function NoteWriting(props: {
  first: string;
  colleagues: readonly Colleague[];
  onDone: (text: string) => void;
}) {
  const { t } = useMessages();
  const list = useId();
  const field = useRef<HTMLTextAreaElement>(null);
  const [text, setText] = useState(props.first);
  const [at, setAt] = useState(0);
  const [current, setCurrent] = useState(0);
  const [isShut, setShut] = useState(false);
  useEffect(() => {
    const element = field.current;
    // After the click that opened it: a canvas takes the focus to what was clicked.
    const soon = setTimeout(() => {
      element?.focus();
      element?.setSelectionRange(element.value.length, element.value.length);
    });
    return () => clearTimeout(soon);
  }, []);
  const wish = isShut ? undefined : asked(text, at);
  const fitting =
    wish === undefined ? [] : props.colleagues.filter(({ name }) => fits(name, wish)).slice(0, MOST);
  const isOpen = fitting.length > 0;
  const take = (name: string) => {
    const next = withMention(text, at, name);
    setText(next.text);
    setAt(next.at);
    field.current?.focus();
    // Once the new text is in it.
    setTimeout(() => field.current?.setSelectionRange(next.at, next.at));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const best = fitting[current];
    const isDone = event.key === 'Enter' && (event.ctrlKey || event.metaKey);
    if (isOpen && event.key === 'ArrowDown') setCurrent((current + 1) % fitting.length);
    else if (isOpen && event.key === 'ArrowUp') setCurrent((current + fitting.length - 1) % fitting.length);
    else if (best && !isDone && (event.key === 'Enter' || event.key === 'Tab')) take(best.name);
    else if (isOpen && event.key === 'Escape') setShut(true);
    else if (isDone || event.key === 'Escape') props.onDone(text);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div className="note-writing nodrag nopan nowheel">
      <textarea
        ref={field}
        dir="auto"
        aria-label={t('canvas.noteText')}
        aria-autocomplete="list"
        aria-controls={isOpen ? list : undefined}
        aria-activedescendant={isOpen ? `${list}-${current}` : undefined}
        value={text}
        maxLength={5000}
        onChange={({ target }) => {
          setText(target.value);
          setAt(target.selectionStart);
          setCurrent(0);
          setShut(false);
        }}
        onKeyDown={onKeyDown}
        onBlur={() => props.onDone(text)}
      />
      {isOpen && (
        <Suggestions
          id={list}
          label={t('canvas.mention')}
          rows={fitting.map(({ id, name }) => ({ value: id, text: name }))}
          at={current}
          onTake={({ text: name }) => take(name)}
        />
      )}
      <output className="unseen">{isOpen ? t('canvas.mentionCount', { count: fitting.length }) : ''}</output>
    </div>
  );
}

const fits = (name: string, wish: string): boolean => {
  const wanted = wish.toLocaleLowerCase();
  return name
    .toLocaleLowerCase()
    .split(/\s+/)
    .some((_word, index, words) => words.slice(index).join(' ').startsWith(wanted));
};
