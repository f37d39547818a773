import { type FormEvent, type ReactNode, useState } from 'react';
import { useMessages } from '../messages/index.tsx';
import { Button } from '../ui/button.tsx';
import './account.css';

/** What was written into the fields of a form, by name. */
export type Written = (field: string) => string;

/** One small form on a page of its own; what the server refuses is said above the button. */
export function AccountForm(props: {
  title: string;
  intro?: ReactNode;
  submit: string;
  send: (written: Written) => Promise<void>;
  children: ReactNode;
}) {
  const { t } = useMessages();
  const [refused, setRefused] = useState<string>();
  const [sending, setSending] = useState(false);
  const send = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const data = new FormData(event.currentTarget);
    const written: Written = (field) => {
      const value = data.get(field);
      return typeof value === 'string' ? value : '';
    };
    setSending(true);
    setRefused(undefined);
    props
      .send(written)
      .catch((error: unknown) => setRefused(error instanceof Error ? error.message : t('state.failed')))
      .finally(() => setSending(false));
  };
  return (
    <form className="panel account" onSubmit={send}>
      <h1>{props.title}</h1>
      {props.intro !== undefined && <p className="soft">{props.intro}</p>}
      {props.children}
      {refused !== undefined && (
        <p role="alert" className="account-refused">
          {refused}
        </p>
      )}
      <Button main type="submit" disabled={sending}>
        {props.submit}
      </Button>
    </form>
  );
}
