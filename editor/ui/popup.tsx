import { type ReactNode, useId, useLayoutEffect, useRef } from 'react';
import './popup.css';

/**
 * A small dialog over the page. The browser keeps the focus in it, closes it by Escape and gives the focus back. `at` puts it
 * near a point of the window instead of the middle.
 */
export function Popup(props: {
  title: string;
  /** The title is for screen readers only. */
  untitled?: boolean;
  at?: { x: number; y: number } | undefined;
  onClose: () => void;
  children: ReactNode;
}) {
  const dialog = useRef<HTMLDialogElement>(null);
  const title = useId();
  // Before it leaves the page: only then the browser gives the focus back.
  useLayoutEffect(() => {
    const shown = dialog.current;
    shown?.showModal();
    return () => shown?.close();
  }, []);
  const place = props.at && {
    margin: 0,
    left: Math.max(8, Math.min(props.at.x, innerWidth - 400)),
    top: Math.max(8, Math.min(props.at.y, innerHeight - 420)),
  };
  return (
    // A click beside it closes it; by key that is Escape, which the browser does.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions, jsx-a11y/click-events-have-key-events
    <dialog
      ref={dialog}
      className="popup"
      style={place}
      aria-labelledby={title}
      onClose={props.onClose}
      onClick={(event) => {
        if (event.target === dialog.current) props.onClose();
      }}
    >
      <div className="popup-inside">
        <h2 id={title} className={props.untitled ? 'unseen' : undefined}>
          {props.title}
        </h2>
        {props.children}
      </div>
    </dialog>
  );
}
