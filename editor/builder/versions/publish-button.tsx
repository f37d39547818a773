import { useState } from 'react';
import { useMessages } from '../../messages/index.tsx';
import { Button } from '../../ui/button.tsx';
import { PublishDialog } from './publish-dialog.tsx';

/** Opens what a flow is published with. */
export function PublishButton(props: { flowId: string; latest: number | null; onPublished: () => void }) {
  const { t } = useMessages();
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button main onClick={() => setOpen(true)}>
        {t('versions.publish')}
      </Button>
      {open && <PublishDialog {...props} onClose={() => setOpen(false)} />}
    </>
  );
}
