import { api, type Flow } from '../../api.ts';
import { useMessages } from '../../messages/index.tsx';
import { Loaded } from '../../loaded.tsx';
import { CopyMachine } from './copy-machine.tsx';
import { JsonPage } from './json-page.tsx';

/** The machine of the latest version: what really runs. */
export default function MachinePage({ flow }: { flow: Flow }) {
  const { t, number } = useMessages();
  const { latest } = flow;
  if (latest === null) return <p className="notice">{t('builder.unpublished')}</p>;
  return (
    <Loaded name={`${flow.id} ${latest}`} load={() => api.version(flow.id, latest)}>
      {({ machine }) => (
        <JsonPage
          json={machine}
          label={t('builder.machine')}
          hint={t('builder.machineHint', { version: number(latest) })}
        >
          <CopyMachine machine={machine} />
        </JsonPage>
      )}
    </Loaded>
  );
}
