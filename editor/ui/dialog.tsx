import { type ReactNode, useEffect, useId, useRef } from 'react';
import { Button } from './button.tsx';
import './dialog.css';

/** A window above the page: keeps the focus inside, goes away on Escape, gives the focus back. Mount it to open it. */
export function Dialog(props: { title: string; close: string; onClose: () => void; children: ReactNode }) {
  const place = useRef<HTMLDialogElement>(null);
  const id = useId();
  useEffect(() => {
    const dialog = place.current;
    const before = document.activeElement;
    dialog?.showModal();
    return () => {
      dialog?.close();
      if (before instanceof HTMLElement) before.focus();
    };
  }, []);
  return (
    <dialog ref={place} className="dialog panel" aria-labelledby={id} onCancel={props.onClose}>
      <header>
        <h2 id={id}>{props.title}</h2>
        <Button icon aria-label={props.close} onClick={props.onClose}>
          ×
        </Button>
      </header>
      <div className="dialog-body">{props.children}</div>
    </dialog>
  );
}
