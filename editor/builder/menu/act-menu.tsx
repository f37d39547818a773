import { type KeyboardEvent, useEffect, useRef } from 'react';
import { useMessages } from '../../messages/index.tsx';
import type { Point } from '../commands/places.ts';
import type { Act, Place } from './act.ts';
import { written } from './shortcut.ts';
import './act-menu.css';

const WIDTH = 250;
const ROW = 31;

/** What one can do with what is chosen, or with the canvas: at the pointer, or in the middle when it was asked for by key. */
export function ActMenu(props: {
  acts: readonly Act[];
  place: Place;
  near: Point | undefined;
  onClose: () => void;
}) {
  const { t } = useMessages();
  const menu = useRef<HTMLDivElement>(null);
  const shown = props.acts.filter(({ places, can }) => can && places.includes(props.place));
  useEffect(() => {
    const before = document.activeElement;
    itemsOf(menu.current)[0]?.focus();
    return () => {
      // Whoever took the focus meanwhile, a dialog for one, keeps it.
      if (before instanceof HTMLElement && document.activeElement === document.body) before.focus();
    };
  }, []);
  const onKeyDown = (event: KeyboardEvent) => {
    const all = itemsOf(menu.current);
    const at = all.findIndex((item) => item === document.activeElement);
    const next = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: all.length - 1 }[event.key];
    if (next !== undefined) all.at(next % all.length)?.focus();
    else if (event.key === 'Escape' || event.key === 'Tab') props.onClose();
    else return;
    event.preventDefault();
  };
  const near = props.near ?? { x: innerWidth / 2 - WIDTH / 2, y: 160 };
  const place = {
    left: Math.max(8, Math.min(near.x, innerWidth - WIDTH - 8)),
    top: Math.max(8, Math.min(near.y, innerHeight - shown.length * ROW - 24)),
    inlineSize: WIDTH,
  };
  return (
    <div
      ref={menu}
      className="act-menu"
      role="menu"
      tabIndex={-1}
      aria-label={t(props.place === 'node' ? 'menu.chosen' : 'menu.canvas')}
      style={place}
      onKeyDown={onKeyDown}
      onBlur={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget)) props.onClose();
      }}
      onContextMenu={(event) => event.preventDefault()}
    >
      {shown.map(({ id, label, shortcut, run }) => (
        <button
          key={id}
          type="button"
          role="menuitem"
          tabIndex={-1}
          onClick={() => {
            props.onClose();
            run();
          }}
        >
          {label}
          {shortcut && <kbd>{written(shortcut)}</kbd>}
        </button>
      ))}
    </div>
  );
}

const itemsOf = (menu: HTMLElement | null): HTMLElement[] => [
  ...(menu?.querySelectorAll<HTMLElement>('[role=menuitem]') ?? []),
];
