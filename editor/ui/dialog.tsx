import { type ReactNode, useId, useLayoutEffect, useRef } from 'react';
import { Button } from './button.tsx';
import './dialog.css';

interface DialogProps {
  title: string;
  /** The title is for screen readers only. */
  untitled?: boolean;
  /** Words of the button that closes it. Without them it is a small one, which a click beside it closes, too. */
  close?: string;
  /** A point of the window to be near to, instead of its middle. */
  at?: { x: number; y: number } | undefined;
  onClose: () => void;
  children: ReactNode;
}

/** A window above the page. The browser keeps the focus in it, closes it by Escape and gives the focus back. Mount it to open it. */
export function Dialog({ title, untitled, close, at, onClose, children }: DialogProps) {
  const place = useRef<HTMLDialogElement>(null);
  const id = useId();
  // Before it leaves the page: only then the browser gives the focus back.
  useLayoutEffect(() => {
    const shown = place.current;
    shown?.showModal();
    return () => shown?.close();
  }, []);
  const isSmall = close === undefined;
  const style = at && {
    margin: 0,
    left: Math.max(8, Math.min(at.x, innerWidth - 400)),
    top: Math.max(8, Math.min(at.y, innerHeight - 420)),
  };
  return (
    // By key that is Escape, which the browser does.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions, jsx-a11y/click-events-have-key-events
    <dialog
      ref={place}
      className={isSmall ? 'dialog small-dialog' : 'dialog panel'}
      style={style}
      aria-labelledby={id}
      onClose={onClose}
      onCancel={({ target }) => {
        // Escape. The browser tells of the close itself only later; until then keys would be typed into what is hidden.
        if (target === place.current) onClose();
      }}
      onClick={(event) => {
        // What is being written in a large one is not lost by a click that went astray.
        if (isSmall && event.target === place.current) onClose();
      }}
    >
      <header className={untitled ? 'unseen' : undefined}>
        <h2 id={id}>{title}</h2>
        {!isSmall && (
          <Button icon aria-label={close} onClick={onClose}>
            ×
          </Button>
        )}
      </header>
      <div className="dialog-body">{children}</div>
    </dialog>
  );
}
