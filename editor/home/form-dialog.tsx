import type { ReactNode } from 'react';
import { useMessages } from '../messages/index.tsx';
import { useSending, type Written, writtenIn } from '../sending.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';

/** A dialog with a form: what is written is sent when it is confirmed, and a refusal is told above the buttons. */
export function FormDialog(props: {
  title: string;
  confirm: string;
  /** Sends what is written; what it throws is told. Closing the dialog is its own affair. */
  onSend: (written: Written) => Promise<void>;
  onClose: () => void;
  children: ReactNode;
}) {
  const { t } = useMessages();
  const { sending, refused, send } = useSending();
  return (
    <Dialog title={props.title} close={t('versions.close')} onClose={props.onClose}>
      <form
        className="beginning-form"
        onSubmit={(event) => {
          event.preventDefault();
          const written = writtenIn(event.currentTarget);
          void send(() => props.onSend(written));
        }}
      >
        {props.children}
        {refused !== undefined && (
          <p className="refusal" role="alert">
            {refused}
          </p>
        )}
        <div className="dialog-acts">
          <Button onClick={props.onClose}>{t('admin.cancel')}</Button>
          <button type="submit" className="button main" disabled={sending}>
            {props.confirm}
          </button>
        </div>
      </form>
    </Dialog>
  );
}
