import { useEffect, useState } from 'react';
import { useMessages } from '../../messages/index.tsx';
import { Button } from '../../ui/button.tsx';
import { Faces } from './faces.tsx';
import { HistoryPanel } from './history-panel.tsx';
import { useUndoKeys } from './use-undo-keys.ts';
import { useEditing, useOfDraft } from './use-draft.tsx';
import './draft.css';

/** What has to be known of the draft wherever one is in the builder: who is there, whether it is saved, what can be undone. */
export function DraftBar() {
  const { t } = useMessages();
  const { draft, mayWrite } = useEditing();
  const canUndo = useOfDraft((one) => one.canUndo());
  const canRedo = useOfDraft((one) => one.canRedo());
  useUndoKeys(draft, mayWrite);
  return (
    <div className="draft-bar">
      <Faces />
      <SavedState />
      {mayWrite && (
        <>
          <Button
            icon
            aria-label={t('draft.undo')}
            title={t('draft.undo')}
            aria-keyshortcuts="Control+Z Meta+Z"
            disabled={!canUndo}
            onClick={() => draft.undo()}
          >
            <span className="draft-arrow" aria-hidden="true">
              ↶
            </span>
          </Button>
          <Button
            icon
            aria-label={t('draft.redo')}
            title={t('draft.redo')}
            aria-keyshortcuts="Control+Shift+Z Meta+Shift+Z"
            disabled={!canRedo}
            onClick={() => draft.redo()}
          >
            <span className="draft-arrow" aria-hidden="true">
              ↷
            </span>
          </Button>
          <HistoryPanel />
        </>
      )}
    </div>
  );
}

/** Ms something has to last before it is said: each keystroke is on its way for a moment. */
const STEADY = 700;

/** Where the draft is, in words. Says nothing of what passes at once. */
function SavedState() {
  const { t } = useMessages();
  const now = useOfDraft((draft) => draft.saved());
  const [told, setTold] = useState(now);
  useEffect(() => {
    const timer = setTimeout(() => setTold(now), now === 'saving' || now === 'offline' ? STEADY : 0);
    return () => clearTimeout(timer);
  }, [now]);
  return (
    // What it is at this moment is in the attribute, for whoever must not wait for words.
    <output className="draft-saved small" data-saved={now} data-told={told}>
      {t(`draft.${told}`)}
    </output>
  );
}
