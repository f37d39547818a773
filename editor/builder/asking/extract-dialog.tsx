import { useMemo } from 'react';
import { api } from '../../api.ts';
import { useMessages } from '../../messages/index.tsx';
import { useSending } from '../../sending.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { extractFlow } from '../commands/extract-flow.ts';
import { extraction } from '../commands/extraction.ts';
import { useDoing } from '../doing/use-doing.tsx';
import { useFlow } from '../draft/use-draft.tsx';
import { NameForm } from './name-form.tsx';

/** Makes the chosen nodes a flow of their own, under a name one gives it; or says why that cannot be. */
export function ExtractDialog({ ids, onClose }: { ids: readonly string[]; onClose: () => void }) {
  const { t, has } = useMessages();
  const flow = useFlow();
  const { perform } = useDoing();
  const { sending, refused, send } = useSending();
  const taken = useMemo(() => extraction(flow, ids), [flow, ids]);
  if ('refused' in taken) {
    const key = `commands.refused.${taken.refused}`;
    return (
      <Dialog title={t('acts.extract')} onClose={onClose}>
        <p role="alert">{has(key) ? t(key) : taken.refused}</p>
        <div className="dialog-acts">
          <Button onClick={onClose}>{t('asking.cancel')}</Button>
        </div>
      </Dialog>
    );
  }
  const make = async (name: string) => {
    const { channels, languages, zone } = taken.inner;
    const made = await api.createFlow({ name, channels, languages, zone });
    await api.saveDraft(made.id, { revision: made.revision, draft: { ...taken.inner, id: made.id, name } });
    perform(extractFlow, { ids, flow: made.id, name });
    onClose();
  };
  return (
    <Dialog title={t('acts.extract')} onClose={onClose}>
      <NameForm
        label={t('asking.flowName')}
        first={flow.nodes[taken.entry]?.name ?? ''}
        confirm={t('asking.make')}
        busy={sending}
        onCancel={onClose}
        onName={(name) => void send(() => make(name))}
      >
        <p className="small soft">{t('asking.extractHint')}</p>
        {refused !== undefined && (
          <p className="refusal" role="alert">
            {refused}
          </p>
        )}
      </NameForm>
    </Dialog>
  );
}
