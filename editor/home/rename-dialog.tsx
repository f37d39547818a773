import { useMessages } from '../messages/index.tsx';
import { writtenIn } from '../sending.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Field } from '../ui/field.tsx';

interface RenameDialogProps {
  name: string;
  onRename: (name: string) => void;
  onClose: () => void;
}

/** Asks for another name. */
export function RenameDialog({ name, onRename, onClose }: RenameDialogProps) {
  const { t } = useMessages();
  return (
    <Dialog title={t('flows.renameOne', { name })} close={t('versions.close')} onClose={onClose}>
      <form
        className="publish-form"
        onSubmit={(event) => {
          event.preventDefault();
          onRename(writtenIn(event.currentTarget)('name').trim());
        }}
      >
        <Field
          label={t('flows.name')}
          name="name"
          defaultValue={name}
          required
          maxLength={200}
          pattern=".*\S.*"
        />
        <div className="dialog-acts">
          <Button onClick={onClose}>{t('admin.cancel')}</Button>
          <button type="submit" className="button main">
            {t('admin.save')}
          </button>
        </div>
      </form>
    </Dialog>
  );
}
