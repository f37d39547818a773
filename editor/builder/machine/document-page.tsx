import type { Flow } from '../../api.ts';
import { useMessages } from '../../messages/index.tsx';
import { JsonPage } from './json-page.tsx';

/** The flow as it is stored. */
export default function DocumentPage({ flow }: { flow: Flow }) {
  const { t } = useMessages();
  return <JsonPage json={flow.draft} label={t('builder.document')} hint={t('builder.documentHint')} />;
}
