import { useState } from 'react';
import { readFlow } from '../../../runtime/engine/index.ts';
import { api, type VersionHead } from '../../api.ts';
import { useMessages } from '../../messages/index.tsx';
import { useSending } from '../../sending.ts';
import { Button } from '../../ui/button.tsx';
import { restoreVersion } from '../commands/restore-version.ts';
import { useEditing } from '../draft/use-draft.tsx';
import { Comparing, type Side } from './comparing.tsx';
import { VersionRow } from './version-row.tsx';
import './versions.css';

interface VersionsPageProps {
  flowId: string;
  versions: readonly VersionHead[];
  /** Loads the list anew. */
  again: () => void;
}

/** Every version of the flow: who published it and why; any two side by side; the way back. */
export default function VersionsPage({ flowId, versions, again }: VersionsPageProps) {
  const { t, number } = useMessages();
  const { draft } = useEditing();
  const { sending, refused, send } = useSending();
  const [from, setFrom] = useState<Side>(versions[0]?.version ?? 'draft');
  const [to, setTo] = useState<Side>('draft');
  const [done, setDone] = useState<{ text: string; undo?: () => void }>();
  const running = versions[0]?.version;

  const publishAgain = (version: number) =>
    send(async () => {
      const made = await api.rollBack(flowId, version, t('versions.backNote', { version: number(version) }));
      setDone({
        text: t('versions.rolledBack', { version: number(version), made: number(made.version) }),
        ...(running === undefined ? {} : { undo: () => void publishAgain(running) }),
      });
      again();
    });
  const restore = (version: number) =>
    send(async () => {
      const read = readFlow((await api.version(flowId, version)).definition);
      if (!read.ok) throw new Error(t('builder.unreadable'));
      draft.do(restoreVersion, { definition: read.flow });
      setDone({ text: t('versions.restored', { version: number(version) }), undo: () => draft.undo() });
    });

  if (versions.length === 0)
    return (
      <div className="notice">
        <h2>{t('versions.none')}</h2>
        <p>{t('versions.noneHint')}</p>
      </div>
    );
  return (
    <div className="versions">
      <div className="versions-list">
        <output className="versions-told">
          {done && (
            <span>
              {done.text}{' '}
              {done.undo && (
                <Button
                  onClick={() => {
                    setDone(undefined);
                    done.undo?.();
                  }}
                >
                  {t('versions.undo')}
                </Button>
              )}
            </span>
          )}
        </output>
        {refused !== undefined && (
          <p className="refusal" role="alert">
            {refused}
          </p>
        )}
        <ol aria-label={t('versions.title')}>
          {versions.map((version) => (
            <VersionRow
              key={version.version}
              head={version}
              runs={version.version === running}
              sameAs={versions.find((one) => one.version < version.version && one.hash === version.hash)}
              busy={sending}
              onCompare={() => {
                const before = versions.find((one) => one.version < version.version);
                setFrom(before?.version ?? version.version);
                setTo(before ? version.version : 'draft');
              }}
              onName={(name) =>
                send(async () => {
                  await api.nameVersion(flowId, version.version, name);
                  again();
                })
              }
              onRollBack={() => void publishAgain(version.version)}
              onRestore={() => void restore(version.version)}
            />
          ))}
        </ol>
      </div>
      <Comparing
        flowId={flowId}
        versions={versions}
        sides={{ from, to }}
        onChoose={{ from: setFrom, to: setTo }}
      />
    </div>
  );
}
