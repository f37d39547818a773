// A list of the browser's own shows neither groups nor icons nor hints.
/* oxlint-disable jsx-a11y/prefer-tag-over-role */
import { type KeyboardEvent, type ReactNode, useEffect, useId, useMemo, useRef, useState } from 'react';
import './finder.css';

/** Something that can be found. */
export interface Findable {
  id: string;
  text: string;
  /** Said below the text. */
  hint?: string;
  /** Heading it stands under; those of one group stand together. */
  group?: string;
  /** What else it is found by. */
  words?: string;
  icon?: ReactNode;
  /** Keys that do the same. */
  keys?: string;
  /** One of the five groups of colours. */
  tint?: string;
}

/** A field to search by, and a list of what was found: arrows walk, Enter takes. */
export function Finder(props: {
  label: string;
  items: readonly Findable[];
  /** What is said when nothing fits. */
  none: string;
  onPick: (id: string) => void;
  /** Without it, the page keeps the focus where it is. */
  focused?: boolean;
  /** Lets an item be dragged elsewhere. */
  onDragStart?: (id: string, data: DataTransfer) => void;
}) {
  const { items, onPick } = props;
  const [text, setText] = useState('');
  const [at, setAt] = useState(0);
  const list = useRef<HTMLDivElement>(null);
  const field = useRef<HTMLInputElement>(null);
  const id = useId();
  const found = useMemo(() => fitting(items, text), [items, text]);
  const current = Math.min(at, found.length - 1);
  useEffect(() => {
    if (props.focused) field.current?.focus();
  }, [props.focused]);
  useEffect(() => {
    list.current?.querySelector('[aria-selected=true]')?.scrollIntoView({ block: 'nearest' });
  }, [current, found]);

  const onKeyDown = (event: KeyboardEvent) => {
    const next = { ArrowDown: current + 1, ArrowUp: current - 1, PageDown: current + 8, PageUp: current - 8 }[
      event.key
    ];
    if (next !== undefined) {
      event.preventDefault();
      setAt(Math.max(0, Math.min(next, found.length - 1)));
    }
    const picked = found[current];
    if (event.key === 'Enter' && picked) {
      event.preventDefault();
      onPick(picked.id);
    }
  };
  return (
    <div className="finder">
      <input
        ref={field}
        type="search"
        role="combobox"
        aria-label={props.label}
        placeholder={props.label}
        aria-expanded="true"
        aria-controls={`${id}-list`}
        aria-autocomplete="list"
        aria-activedescendant={found[current] ? `${id}-${found[current].id}` : undefined}
        autoComplete="off"
        spellCheck={false}
        value={text}
        onChange={(event) => {
          setText(event.target.value);
          setAt(0);
        }}
        onKeyDown={onKeyDown}
      />
      {found.length === 0 && <p className="finder-none soft small">{props.none}</p>}
      <div ref={list} id={`${id}-list`} role="listbox" aria-label={props.label} className="finder-list">
        {groupsOf(found).map(({ group, members }) => (
          <div key={group} role={group === '' ? 'presentation' : 'group'} aria-label={group || undefined}>
            {group !== '' && (
              <p className="finder-group" aria-hidden="true">
                {group}
              </p>
            )}
            {members.map((item) => (
              // The field has the focus, and hears the keys for the list.
              // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus
              <div
                key={item.id}
                id={`${id}-${item.id}`}
                role="option"
                aria-selected={item === found[current]}
                className="finder-item"
                data-id={item.id}
                data-group={item.tint}
                draggable={props.onDragStart !== undefined}
                onDragStart={(event) => props.onDragStart?.(item.id, event.dataTransfer)}
                onClick={() => onPick(item.id)}
              >
                {item.icon}
                <span className="finder-words">
                  <bdi>{item.text}</bdi>
                  {item.hint && <span className="soft">{item.hint}</span>}
                </span>
                {item.keys && <kbd>{item.keys}</kbd>}
              </div>
            ))}
          </div>
        ))}
      </div>
    </div>
  );
}

const plain = (text: string): string =>
  text.toLowerCase().normalize('NFD').replace(/\p{M}/gu, '').replaceAll('ı', 'i');

/** What has every word that was typed; first what begins with it, then what has it in its name. */
function fitting(items: readonly Findable[], text: string): Findable[] {
  const words = plain(text).split(/\s+/).filter(Boolean);
  if (words.length === 0) return [...items];
  const whole = words.join(' ');
  const rank = (name: string) =>
    name.startsWith(whole) ? 0 : words.every((word) => name.includes(word)) ? 1 : 2;
  return items
    .map((item) => ({ item, name: plain(item.text), all: plain(`${item.text} ${item.hint} ${item.words}`) }))
    .filter(({ all }) => words.every((word) => all.includes(word)))
    .toSorted((one, other) => rank(one.name) - rank(other.name))
    .map(({ item }) => item);
}

function groupsOf(items: readonly Findable[]): { group: string; members: Findable[] }[] {
  const groups = new Map<string, Findable[]>();
  for (const item of items) groups.set(item.group ?? '', [...(groups.get(item.group ?? '') ?? []), item]);
  return [...groups].map(([group, members]) => ({ group, members }));
}
