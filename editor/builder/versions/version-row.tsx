import { useState } from 'react';
import type { VersionHead } from '../../api.ts';
import { useMessages } from '../../messages/index.tsx';
import { Button } from '../../ui/button.tsx';
import { SureButton } from '../../ui/sure-button.tsx';
import { useEditing } from '../draft/use-draft.tsx';

interface VersionRowProps {
  head: VersionHead;
  /** It is what new contacts get. */
  runs: boolean;
  /** An earlier version that runs as the very same machine. */
  sameAs: VersionHead | undefined;
  busy: boolean;
  onCompare: () => void;
  onName: (name: string) => Promise<boolean>;
  onRollBack: () => void;
  onRestore: () => void;
}

/** One version in the history, and what can be done with it. */
export function VersionRow(props: VersionRowProps) {
  const { head, runs, sameAs, busy } = props;
  const { t, moment, number } = useMessages();
  const { mayEdit } = useEditing();
  const [naming, setNaming] = useState(false);
  const label = t('home.version', { version: number(head.version) });
  return (
    <li className="version" aria-label={label}>
      <div className="version-head">
        <h2>
          {label}
          {head.name !== null && (
            <>
              {' · '}
              <bdi>{head.name}</bdi>
            </>
          )}
        </h2>
        {runs && <span className="chip version-runs">{t('versions.runs')}</span>}
      </div>
      <p className="small soft">
        {head.by !== null && (
          <>
            <bdi>{head.by}</bdi>
            {' · '}
          </>
        )}
        <time dateTime={new Date(head.publishedAt).toISOString()}>{moment(head.publishedAt)}</time>
      </p>
      {head.note !== null && head.note !== '' && <p dir="auto">{head.note}</p>}
      {sameAs && (
        <p className="small soft">{t('versions.sameMachine', { version: number(sameAs.version) })}</p>
      )}
      {naming ? (
        <Naming
          before={head.name ?? ''}
          onDone={(name) => {
            setNaming(false);
            if (name !== undefined) void props.onName(name);
          }}
        />
      ) : (
        <div className="version-acts">
          <Button aria-label={t('versions.compareOne', { version: label })} onClick={props.onCompare}>
            {t('versions.compare')}
          </Button>
          {mayEdit && (
            <>
              <Button aria-label={t('versions.nameOne', { version: label })} onClick={() => setNaming(true)}>
                {t('versions.name')}
              </Button>
              <Button
                disabled={busy}
                aria-label={t('versions.restoreOne', { version: label })}
                onClick={props.onRestore}
              >
                {t('versions.restore')}
              </Button>
              {!runs && (
                <SureButton
                  text={t('versions.rollBack')}
                  label={t('versions.rollBackOne', { version: label })}
                  sure={t('versions.rollBackSure')}
                  cancel={t('admin.cancel')}
                  disabled={busy}
                  onSure={props.onRollBack}
                />
              )}
            </>
          )}
        </div>
      )}
    </li>
  );
}

/** Asks for a name; undefined when nobody wants one after all. */
function Naming({ before, onDone }: { before: string; onDone: (name: string | undefined) => void }) {
  const { t } = useMessages();
  const [name, setName] = useState(before);
  return (
    <form
      className="version-acts"
      onSubmit={(event) => {
        event.preventDefault();
        onDone(name);
      }}
    >
      <input
        className="select"
        aria-label={t('versions.nameField')}
        value={name}
        maxLength={100}
        dir="auto"
        // The person has just asked for this field.
        ref={(field) => field?.focus()}
        onChange={(event) => setName(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape') onDone(undefined);
        }}
      />
      <button type="submit" className="button main">
        {t('admin.save')}
      </button>
      <Button onClick={() => onDone(undefined)}>{t('admin.cancel')}</Button>
    </form>
  );
}
