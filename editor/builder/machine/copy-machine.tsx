import { useState } from 'react';
import { useMessages } from '../../messages/index.tsx';
import { Button } from '../../ui/button.tsx';

/** Copies a machine as XState's own viewers take it. */
export function CopyMachine({ machine }: { machine: unknown }) {
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
