import { type FormEvent, type ReactNode } from 'react';
import { useSending, type Written, writtenIn } from '../sending.ts';
import { Button } from '../ui/button.tsx';
import './account.css';

/** One small form on a page of its own; what the server refuses is said above the button. */
export function AccountForm(props: {
  title: string;
  intro?: ReactNode;
  submit: string;
  send: (written: Written) => Promise<void>;
  children: ReactNode;
  /** Other ways, below the button. */
  more?: ReactNode;
}) {
  const { sending, refused, send } = useSending();
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const written = writtenIn(event.currentTarget);
    void send(() => props.send(written));
  };
  return (
    <form className="panel account" onSubmit={submit}>
      <h1>{props.title}</h1>
      {props.intro !== undefined && <p className="soft">{props.intro}</p>}
      {props.children}
      {refused !== undefined && (
        <p role="alert" className="refusal">
          {refused}
        </p>
      )}
      <Button main type="submit" disabled={sending}>
        {props.submit}
      </Button>
      {props.more}
    </form>
  );
}
