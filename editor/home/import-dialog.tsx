import '../ui/no-compiled-schemas.ts';
import { useState } from 'react';
import { type Issue, readFlow } from '../../runtime/engine/index.ts';
import { api, Refused } from '../api.ts';
import { registry } from '../../nodes/index.ts';
import { findingText } from '../messages/finding-text.ts';
import { useMessages } from '../messages/index.tsx';
import { useSending } from '../sending.ts';
import { Button, buttonClass } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Field } from '../ui/field.tsx';
import { Link } from '../ui/router.tsx';

type Imported = Awaited<ReturnType<typeof api.importFlow>>;
type Document = { [member: string]: unknown };

/** Takes a flow from a file; loaded when somebody has one, for reading it takes the engine. One that cannot be read is refused with the node and the field that are wrong. */
export default function ImportDialog({ onClose, onDone }: { onClose: () => void; onDone: () => void }) {
  const messages = useMessages();
  const { t } = messages;
  const { sending, refused, send } = useSending();
  const [faults, setFaults] = useState<readonly Issue[]>([]);
  const [taken, setTaken] = useState<Document>();
  const [imported, setImported] = useState<Imported>();

  const take = (document: Document, existing: 'refuse' | 'replace' | 'rename') =>
    send(async () => {
      try {
        setImported(await api.importFlow({ document, existing }));
        setTaken(undefined);
        onDone();
      } catch (error) {
        if (!(error instanceof Refused && error.code === 'flow.exists')) throw error;
        setTaken(document);
      }
    });
  const look = (file: File) =>
    send(async () => {
      setFaults([]);
      setTaken(undefined);
      let document: unknown;
      try {
        document = JSON.parse(await file.text());
      } catch {
        throw new Error(t('flows.notJson'));
      }
      const read = readFlow(document);
      if (read.ok) await take(document as Document, 'refuse');
      else setFaults(read.issues);
    });

  return (
    <Dialog title={t('flows.import')} close={t('versions.close')} onClose={onClose}>
      {imported ? (
        <>
          <p>{t('flows.imported', { name: imported.flow.name })}</p>
          {imported.addresses.length > 0 && (
            <p className="small soft">
              {t('flows.addresses')} <bdi dir="ltr">{imported.addresses.join(', ')}</bdi>
            </p>
          )}
          {imported.issues.length > 0 && (
            <p className="small soft">{t('flows.importedIssues', { count: imported.issues.length })}</p>
          )}
          <div className="dialog-acts">
            <Link className={buttonClass({ main: true })} href={`/flows/${imported.flow.id}`}>
              {t('home.open')}
            </Link>
          </div>
        </>
      ) : (
        <>
          <Field
            label={t('flows.file')}
            hint={t('flows.fileHint')}
            type="file"
            accept=".json,application/json"
            disabled={sending}
            onChange={(event) => {
              const file = event.target.files?.[0];
              if (file) void look(file);
            }}
          />
          {faults.length > 0 && (
            <div className="refusal" role="alert">
              <p>{t('flows.broken')}</p>
              <ul className="faults">
                {faults.map((fault, index) => (
                  <li key={index}>
                    <strong dir="ltr">
                      {[fault.node, ...(fault.path ?? [])].filter((part) => part !== undefined).join(' · ')}
                    </strong>{' '}
                    {findingText(fault, messages, registry)}
                  </li>
                ))}
              </ul>
            </div>
          )}
          {taken && (
            <div role="alert">
              <p>{t('flows.exists')}</p>
              <div className="dialog-acts">
                <Button disabled={sending} onClick={() => void take(taken, 'rename')}>
                  {t('flows.keepBoth')}
                </Button>
                <Button disabled={sending} onClick={() => void take(taken, 'replace')}>
                  {t('flows.replace')}
                </Button>
              </div>
            </div>
          )}
          {refused !== undefined && (
            <p className="refusal" role="alert">
              {refused}
            </p>
          )}
        </>
      )}
    </Dialog>
  );
}
