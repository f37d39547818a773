import { useId, useState } from 'react';
import { type Issue, readFlow } from '../../../runtime/engine/index.ts';
import { api, Refused } from '../../api.ts';
import { Failed } from '../../loaded.tsx';
import { type MessageKey, useMessages } from '../../messages/index.tsx';
import { useSending } from '../../sending.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { useLoaded } from '../../ui/use-loaded.ts';
import { settledNow } from '../draft/settled-now.ts';
import { useEditing, useFlow } from '../draft/use-draft.tsx';
import { GraphProof } from '../texts/graph-proof.tsx';
import { Changes } from './changes.tsx';
import { Findings } from './findings.tsx';
import { Published } from './published.tsx';
import './publish.css';

export interface PublishDialogProps {
  flowId: string;
  /** Number of the version that runs now. */
  latest: number | null;
  onPublished: () => void;
  onClose: () => void;
}

/** Puts the draft into service: what would change, what is wrong, a note; then where it runs. */
export default function PublishDialog({ flowId, latest, onPublished, onClose }: PublishDialogProps) {
  const { t, number } = useMessages();
  const flow = useFlow();
  const [version, setVersion] = useState<number>();
  const [checked, again] = useLoaded(async () => {
    const [{ issues }, running] = await Promise.all([
      api.checkFlow(flow),
      latest === null ? undefined : api.version(flowId, latest),
    ]);
    // What JSON leaves out, its description calls undefined.
    return { issues: issues as Issue[], running: running?.definition };
  }, 'check');
  return (
    <Dialog
      title={version === undefined ? t('versions.publishing', { name: flow.name }) : t('versions.live')}
      close={t('versions.close')}
      onClose={onClose}
    >
      {version !== undefined ? (
        <Published flow={flow} version={number(version)} />
      ) : !checked ? (
        <output className="soft">{t('versions.checking')}</output>
      ) : 'error' in checked ? (
        <Failed error={checked.error} again={again} />
      ) : (
        <Before
          {...checked.value}
          latest={latest}
          onClose={onClose}
          onPublished={(made) => {
            setVersion(made);
            onPublished();
          }}
        />
      )}
    </Dialog>
  );
}

interface BeforeProps {
  latest: number | null;
  issues: readonly Issue[];
  running: unknown;
  onClose: () => void;
  onPublished: (version: number) => void;
}

function Before({ latest, issues, running, onClose, onPublished }: BeforeProps) {
  const { t } = useMessages();
  const { draft, choose, isOnlyWords } = useEditing();
  const flow = useFlow();
  const { sending, refused, send } = useSending();
  const [told, setTold] = useState<readonly string[]>([]);
  const note = useId();
  const before = running === undefined ? undefined : readFlow(running);
  const isWrong = issues.some(({ severity }) => severity === 'error');
  const publish = (form: HTMLFormElement) =>
    send(async () => {
      const written = new FormData(form).get('note');
      setTold([]);
      try {
        const revision = await settledNow(draft);
        // What is published is what was shown above, not what somebody else has just written.
        if (draft.read() !== flow)
          throw new Refused('flow.stale', 'Somebody else changed the flow meanwhile.');
        const words = typeof written === 'string' ? written : '';
        const { version } = await api.publishFlow(flow.id, revision, words, isOnlyWords && latest !== null);
        onPublished(version);
      } catch (error) {
        if (error instanceof Refused) setTold(toldOf(error));
        throw error;
      }
    });
  return (
    <>
      {issues.length > 0 && (
        <section aria-label={t('versions.problems')}>
          <h3>{isWrong ? t('versions.blocked') : t('versions.warned')}</h3>
          <Findings
            issues={issues}
            onChoose={({ node, path = [] }) => {
              onClose();
              choose(node === undefined ? [] : [node], path.length > 0 ? path.join('.') : undefined);
            }}
          />
        </section>
      )}
      <section aria-label={t('versions.changes')}>
        <h3>{t('versions.changes')}</h3>
        {before?.ok ? (
          <Changes before={before.flow} after={flow} />
        ) : (
          <p className="soft">{t('versions.first')}</p>
        )}
      </section>
      <form
        className="publish-form"
        onSubmit={(event) => {
          event.preventDefault();
          void publish(event.currentTarget);
        }}
      >
        <div className="field">
          <label htmlFor={note}>{t('versions.note')}</label>
          <textarea
            id={note}
            name="note"
            rows={2}
            maxLength={500}
            aria-describedby={`${note}-hint`}
            dir="auto"
          />
          <span id={`${note}-hint`} className="small soft">
            {t('versions.noteHint')}
          </span>
        </div>
        {isOnlyWords && <GraphProof flowId={flow.id} latest={latest} />}
        {refused !== undefined && (
          <div className="refusal" role="alert">
            <p>{refused}</p>
            <ul>
              {told.map((line) => (
                <li key={line}>{line}</li>
              ))}
            </ul>
          </div>
        )}
        <p className="small soft">{t('versions.underWay')}</p>
        <div className="dialog-acts">
          <Button onClick={onClose}>{t('versions.notNow')}</Button>
          <button type="submit" className="button main" disabled={isWrong || sending}>
            {t('versions.publish' satisfies MessageKey)}
          </button>
        </div>
      </form>
    </>
  );
}

/** Why tests of the flow failed, line by line, where that is what the server refused. */
function toldOf({ body }: Refused): string[] {
  const { red = [] } = (body['tests'] ?? {}) as { red?: { name: string; told: string[] }[] };
  return red.flatMap(({ name, told }) => [name, ...told]);
}
