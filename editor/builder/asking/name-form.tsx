import { type ReactNode, useEffect, useRef } from 'react';
import { useMessages } from '../../messages/index.tsx';
import { Button } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import { writtenIn } from '../../sending.ts';

/** One field for a name, to be confirmed. */
export function NameForm(props: {
  label: string;
  first: string;
  confirm: string;
  mayBeEmpty?: boolean;
  busy?: boolean;
  onName: (name: string) => void;
  onCancel: () => void;
  children?: ReactNode;
}) {
  const { t } = useMessages();
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => form.current?.querySelector('input')?.select(), []);
  return (
    <form
      ref={form}
      className="form"
      onSubmit={(event) => {
        event.preventDefault();
        props.onName(writtenIn(event.currentTarget)('name'));
      }}
    >
      <Field
        label={props.label}
        name="name"
        defaultValue={props.first}
        required={!props.mayBeEmpty}
        maxLength={200}
        autoComplete="off"
      />
      {props.children}
      <div className="dialog-acts">
        <Button onClick={props.onCancel}>{t('asking.cancel')}</Button>
        <Button main type="submit" disabled={props.busy ?? false}>
          {props.confirm}
        </Button>
      </div>
    </form>
  );
}
