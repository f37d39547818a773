import { type KeyboardEvent, useRef, useState } from 'react';
import { useMessages } from '../../messages/index.tsx';
import { Icon } from '../../ui/icon.tsx';
import type { Act } from './act.ts';
import { ACT_ICONS } from './icons.ts';
import { written } from './shortcut.ts';
import './toolbar.css';

/** The acts one needs most, over the canvas; arrows walk along it. */
export function Toolbar({ acts }: { acts: readonly Act[] }) {
  const { t } = useMessages();
  const bar = useRef<HTMLDivElement>(null);
  const [stop, setStop] = useState(0);
  const shown = acts.filter(({ places }) => places.includes('toolbar'));
  const move = (event: KeyboardEvent) => {
    const rtl = getComputedStyle(event.currentTarget).direction === 'rtl';
    const by = { ArrowRight: rtl ? -1 : 1, ArrowLeft: rtl ? 1 : -1 }[event.key];
    if (by === undefined) return;
    event.preventDefault();
    const next = (stop + by + shown.length) % shown.length;
    setStop(next);
    bar.current?.querySelectorAll('button')[next]?.focus();
  };
  return (
    // oxlint-disable-next-line jsx-a11y/interactive-supports-focus -- its buttons have the focus
    <div ref={bar} className="toolbar" role="toolbar" aria-label={t('toolbar.label')} onKeyDown={move}>
      {shown.map(({ id, label, shortcut, can, run }, index) => (
        <button
          key={id}
          type="button"
          data-act={id}
          aria-label={label}
          aria-disabled={!can || undefined}
          aria-keyshortcuts={shortcut?.replace('Mod', 'Control')}
          title={shortcut ? `${label} (${written(shortcut)})` : label}
          tabIndex={index === stop ? 0 : -1}
          onFocus={() => setStop(index)}
          onClick={() => can && run()}
        >
          <Icon svg={ACT_ICONS[id] ?? ''} />
        </button>
      ))}
    </div>
  );
}
