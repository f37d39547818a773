import { api, type FoundFlow } from '../api.ts';
import { useMessages } from '../messages/index.tsx';
import { useSending, writtenIn } from '../sending.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Field } from '../ui/field.tsx';
import type { Told } from './told-line.tsx';

interface OrderProps {
  flow: FoundFlow;
  onDone: (told: Told) => void;
  onClose: () => void;
}

/** Puts a flow into a folder and gives it tags. */
export function Order({ flow, onDone, onClose }: OrderProps) {
  const { t } = useMessages();
  const { sending, refused, send } = useSending();
  const { id, name, folder, tags } = flow;
  const put = async (path: string, labels: string[]) => {
    await api.moveFlow(id, path);
    await api.tagFlow(id, labels);
  };
  const save = (form: HTMLFormElement) =>
    send(async () => {
      const written = writtenIn(form);
      const path = partsOf(written('folder'), '/').join('/');
      await put(path, [...new Set(partsOf(written('tags'), ','))]);
      onDone({ text: t('flows.ordered', { name }), undo: () => put(folder ?? '', tags) });
      onClose();
    });
  return (
    <Dialog title={t('flows.orderOne', { name })} close={t('versions.close')} onClose={onClose}>
      <form
        className="publish-form"
        onSubmit={(event) => {
          event.preventDefault();
          void save(event.currentTarget);
        }}
      >
        <Field
          label={t('flows.folder')}
          hint={t('flows.folderHint')}
          name="folder"
          defaultValue={folder ?? ''}
          maxLength={200}
        />
        <Field
          label={t('flows.tags')}
          hint={t('flows.tagsHint')}
          name="tags"
          defaultValue={tags.join(', ')}
        />
        {refused !== undefined && (
          <p className="refusal" role="alert">
            {refused}
          </p>
        )}
        <div className="dialog-acts">
          <Button onClick={onClose}>{t('admin.cancel')}</Button>
          <button type="submit" className="button main" disabled={sending}>
            {t('admin.save')}
          </button>
        </div>
      </form>
    </Dialog>
  );
}

const partsOf = (text: string, separator: string): string[] =>
  text
    .split(separator)
    .map((part) => part.trim())
    .filter(Boolean);
