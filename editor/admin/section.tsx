import { type FormEvent, type ReactNode, useId, useState } from 'react';
import { useSending, type Written, writtenIn } from '../sending.ts';
import { Button } from '../ui/button.tsx';

/** A part of a page, with its own heading. */
export function Section({ title, hint, children }: { title: string; hint?: string; children: ReactNode }) {
  const id = useId();
  return (
    <section className="panel admin-section" aria-labelledby={id}>
      <header>
        <h2 id={id}>{title}</h2>
        {hint !== undefined && <p className="small soft">{hint}</p>}
      </header>
      {children}
    </section>
  );
}

/** Fields with one button; what the server refuses is said beside it. */
export function SmallForm(props: {
  submit: string;
  /** Said when it was done. */
  done?: string;
  send: (written: Written, form: HTMLFormElement) => Promise<void>;
  children: ReactNode;
}) {
  const { sending, refused, send, finished } = useFinished();
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = event.currentTarget;
    void send(() => props.send(writtenIn(form), form));
  };
  return (
    <form className="small-form" onSubmit={submit}>
      {props.children}
      <div className="small-form-end">
        <Button main type="submit" disabled={sending}>
          {props.submit}
        </Button>
        <Refusal text={refused} />
        {finished && props.done !== undefined && <output className="small soft">{props.done}</output>}
      </div>
    </form>
  );
}

export const Refusal = ({ text }: { text: string | undefined }) =>
  text === undefined ? null : (
    <p role="alert" className="refusal">
      {text}
    </p>
  );

function useFinished() {
  const sending = useSending();
  const [finished, setFinished] = useState(false);
  return {
    ...sending,
    finished,
    send: async (work: () => Promise<void>) => {
      setFinished(false);
      setFinished(await sending.send(work));
    },
  };
}
