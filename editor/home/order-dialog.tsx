import { api, type FoundFlow } from '../api.ts';
import { useMessages } from '../messages/index.tsx';
import { Field } from '../ui/field.tsx';
import { FormDialog } from './form-dialog.tsx';
import type { Told } from './told-line.tsx';

interface OrderProps {
  flow: FoundFlow;
  onDone: (told: Told) => void;
  onClose: () => void;
}

/** Puts a flow into a folder and gives it tags. */
export function Order({ flow, onDone, onClose }: OrderProps) {
  const { t } = useMessages();
  const { id, name, folder, tags } = flow;
  const put = async (path: string, labels: string[]) => {
    await api.moveFlow(id, path);
    await api.tagFlow(id, labels);
  };
  return (
    <FormDialog
      title={t('flows.orderOne', { name })}
      confirm={t('admin.save')}
      onClose={onClose}
      onSend={async (written) => {
        const path = partsOf(written('folder'), '/').join('/');
        await put(path, [...new Set(partsOf(written('tags'), ','))]);
        onDone({ text: t('flows.ordered', { name }), undo: () => put(folder ?? '', tags) });
        onClose();
      }}
    >
      <Field
        label={t('flows.folder')}
        hint={t('flows.folderHint')}
        name="folder"
        defaultValue={folder ?? ''}
        maxLength={200}
      />
      <Field label={t('flows.tags')} hint={t('flows.tagsHint')} name="tags" defaultValue={tags.join(', ')} />
    </FormDialog>
  );
}

const partsOf = (text: string, separator: string): string[] =>
  text
    .split(separator)
    .map((part) => part.trim())
    .filter(Boolean);
