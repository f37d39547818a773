import { useState } from 'react';
import { Refused } from './api.ts';
import { type Messages, useMessages } from './messages/index.tsx';

/** Something that is being sent: whether it is on its way, and why it was refused. */
export interface Sending {
  sending: boolean;
  /** In the language of the interface, if it has words for it. */
  refused: string | undefined;
  /** Sends, and keeps what the server says against it. Resolves in any case; true when it was done. */
  send: (this: void, work: () => Promise<void>) => Promise<boolean>;
}

export function useSending(): Sending {
  const messages = useMessages();
  const [refused, setRefused] = useState<string>();
  const [sending, setSending] = useState(false);
  return {
    sending,
    refused,
    async send(work) {
      setSending(true);
      setRefused(undefined);
      try {
        await work();
        return true;
      } catch (error) {
        setRefused(refusalText(error, messages));
        return false;
      } finally {
        setSending(false);
      }
    },
  };
}

/** What to tell a person about an error. */
export function refusalText(error: unknown, { t, has }: Messages): string {
  if (!(error instanceof Error)) return t('state.failed');
  if (!(error instanceof Refused)) return error.message;
  const [field] = error.fields;
  if (field?.path === 'json.password') return t('refused.password');
  const key = `refused.${error.code}`;
  return has(key) ? t(key) : (field?.message ?? error.message);
}

/** What was written into the fields of a form, by name. */
export type Written = (field: string) => string;

export function writtenIn(form: HTMLFormElement): Written {
  const data = new FormData(form);
  return (field) => {
    const value = data.get(field);
    return typeof value === 'string' ? value : '';
  };
}
