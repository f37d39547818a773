import { apart } from '../../apart.tsx';
import { useMessages } from '../../messages/index.tsx';
import { Button } from '../../ui/button.tsx';
import { useEditing } from '../draft/use-draft.tsx';

/** Locks the drawing, so that nothing but texts can be changed, or unlocks it. */
export function WordsOnlySwitch() {
  const { t } = useMessages();
  const { mayWrite, isOnlyWords, setOnlyWords } = useEditing();
  if (!mayWrite) return null;
  return (
    <Button aria-pressed={isOnlyWords} onClick={() => setOnlyWords(!isOnlyWords)}>
      {t('texts.onlyWords')}
    </Button>
  );
}

/** It compiles, and what compiles is none of what the builder begins with. */
const proof = apart(async () => ({ default: (await import('./graph-proof.tsx')).GraphProof }));

/** Says, while the drawing is locked, that it is and why, and proves that it does the same as what is published. */
export function WordsOnly({ flowId, latest }: { flowId: string; latest: number | null }) {
  const { t } = useMessages();
  const { isOnlyWords } = useEditing();
  if (!isOnlyWords) return null;
  return (
    <div className="words-only small">
      <output>{t('texts.locked')}</output>
      <proof.show flowId={flowId} latest={latest} />
    </div>
  );
}
