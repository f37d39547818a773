import { useState } from 'react';
import { apart } from '../../apart.tsx';
import { useMessages } from '../../messages/index.tsx';
import { Button } from '../../ui/button.tsx';

/** The dialog, which is loaded by itself. */
export const publishing = apart(() => import('./publish-dialog.tsx'), null);

/** Opens what a flow is published with. */
export function PublishButton(props: { flowId: string; latest: number | null; onPublished: () => void }) {
  const { t } = useMessages();
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button main onClick={() => setOpen(true)}>
        {t('versions.publish')}
      </Button>
      {open && <publishing.show {...props} onClose={() => setOpen(false)} />}
    </>
  );
}
