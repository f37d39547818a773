import { useState } from 'react';
import { api, type Flow } from '../../api.ts';
import { useMessages } from '../../messages/index.tsx';
import { Button } from '../../ui/button.tsx';
import { Loaded } from '../../loaded.tsx';
import { JsonPage } from './json-page.tsx';

/** The machine of the latest version: what really runs. */
export function MachinePage({ flow }: { flow: Flow }) {
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
          <Copy machine={machine} />
        </JsonPage>
      )}
    </Loaded>
  );
}

function Copy({ machine }: { machine: unknown }) {
  const { t } = useMessages();
  const [told, setTold] = useState('');
  const copy = () => {
    navigator.clipboard.writeText(viewerText(machine)).then(
      () => setTold(t('builder.copied')),
      () => setTold(t('builder.notCopied')),
    );
  };
  return (
    <>
      <output className="small soft">{told}</output>
      <Button onClick={copy}>{t('builder.copy')}</Button>
    </>
  );
}

/** Source text that XState's own viewers take. The names of actions and guards are all they need. */
function viewerText(machine: unknown): string {
  const { config } = machine as { config: unknown };
  return `import { createMachine } from 'xstate';\n\nexport const machine = createMachine(${JSON.stringify(config, null, 2)});\n`;
}
