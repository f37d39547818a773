import { useEffect, useId, useRef, useState } from 'react';
import { type MessageKey, useMessages } from '../../messages/index.tsx';
import { Button } from '../../ui/button.tsx';
import { useEditing, useOfDraft } from './use-draft.tsx';

/** One's own steps by name; a click goes back or forth to one. */
export function HistoryPanel() {
  const { t } = useMessages();
  const [isOpen, setOpen] = useState(false);
  const frame = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const id = useId();
  useEffect(() => {
    if (!isOpen) return undefined;
    const onPress = ({ target }: PointerEvent): void => {
      if (target instanceof Node && !frame.current?.contains(target)) setOpen(false);
    };
    const onKey = (event: KeyboardEvent): void => {
      if (event.key !== 'Escape') return;
      setOpen(false);
      button.current?.focus();
    };
    addEventListener('pointerdown', onPress);
    addEventListener('keydown', onKey);
    return () => {
      removeEventListener('pointerdown', onPress);
      removeEventListener('keydown', onKey);
    };
  }, [isOpen]);
  return (
    <div ref={frame} className="history">
      <button
        ref={button}
        type="button"
        className="button"
        aria-expanded={isOpen}
        aria-controls={id}
        onClick={() => setOpen(!isOpen)}
      >
        {t('draft.history')}
      </button>
      <section id={id} className="history-panel panel" aria-label={t('draft.history')} hidden={!isOpen}>
        {isOpen && <Steps />}
      </section>
    </div>
  );
}

function Steps() {
  const { t, clock } = useMessages();
  const { draft } = useEditing();
  const steps = useOfDraft((one) => one.history());
  const done = steps.filter(({ undone }) => !undone).length;
  const place = useRef<HTMLOListElement>(null);
  useEffect(() => {
    place.current?.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest' });
  }, [done]);
  if (steps.length === 0) return <p className="small soft">{t('draft.noSteps')}</p>;
  return (
    <ol ref={place}>
      <li>
        <Button aria-current={done === 0 ? 'step' : undefined} onClick={() => draft.goTo(0)}>
          {t('draft.asOpened')}
        </Button>
      </li>
      {steps.map(({ command, at, undone }, index) => (
        <li key={`${index} ${at}`} data-undone={undone || undefined}>
          <Button
            aria-current={done === index + 1 ? 'step' : undefined}
            onClick={() => draft.goTo(index + 1)}
          >
            <span>{t(`commands.${command}` as MessageKey)}</span>
            <span className="small soft">{clock(at)}</span>
          </Button>
        </li>
      ))}
    </ol>
  );
}
