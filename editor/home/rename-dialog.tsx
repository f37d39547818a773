import { useMessages } from '../messages/index.tsx';
import { Field } from '../ui/field.tsx';
import { FormDialog } from './form-dialog.tsx';

interface RenameDialogProps {
  name: string;
  onRename: (name: string) => Promise<void>;
  onClose: () => void;
}

/** Asks for another name. */
export function RenameDialog({ name, onRename, onClose }: RenameDialogProps) {
  const { t } = useMessages();
  return (
    <FormDialog
      title={t('flows.renameOne', { name })}
      confirm={t('admin.save')}
      onClose={onClose}
      onSend={(written) => onRename(written('name').trim())}
    >
      <Field
        label={t('flows.name')}
        name="name"
        defaultValue={name}
        required
        maxLength={200}
        pattern=".*\S.*"
      />
    </FormDialog>
  );
}
