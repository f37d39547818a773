import { useEffect, useRef, useState } from 'react';
import { Button } from './button.tsx';

/** A button for what cannot be undone: the first click asks, the second does. */
export function SureButton(props: {
  text: string;
  /** What the second click says, such as "Really remove Ada?" */
  sure: string;
  cancel: string;
  label?: string;
  disabled?: boolean;
  onSure: () => void;
}) {
  const [asking, setAsking] = useState(false);
  const yes = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (asking) yes.current?.focus();
  }, [asking]);
  if (!asking)
    return (
      <Button
        disabled={props.disabled ?? false}
        aria-label={props.label ?? props.text}
        onClick={() => setAsking(true)}
      >
        {props.text}
      </Button>
    );
  return (
    <span className="sure">
      <button
        ref={yes}
        type="button"
        className="button danger"
        onClick={() => {
          setAsking(false);
          props.onSure();
        }}
      >
        {props.sure}
      </button>
      <Button onClick={() => setAsking(false)}>{props.cancel}</Button>
    </span>
  );
}
