import { type ReactNode, useEffect, useState, useSyncExternalStore } from 'react';
import { apart } from '../../apart.tsx';
import { Waiting } from '../../loaded.tsx';
import { useMessages } from '../../messages/index.tsx';
import { Button } from '../../ui/button.tsx';
import type { Ended } from './line.ts';
import { isUnmergeable, type OpenedDraft, openShared } from './open-shared.ts';
import { EditingProvider } from './use-draft.tsx';

/** Hardly anybody ever has to choose. */
const choosing = apart(() => import('./choose-side.tsx'));

/** A draft that is being opened, is open, or is over. */
export interface Opening {
  /** Undefined while it is on its way. */
  opened: OpenedDraft | Ended | undefined;
  /** Opens it anew, after what it ended with. */
  again: (last: Ended) => void;
}

/**
 * Opens the draft of a flow, and closes it when the page is left.
 * @param who whoever is signed in
 */
export function useOpening(flow: string, who: string): Opening {
  const [attempt, setAttempt] = useState<{ count: number; last?: Ended }>({ count: 0 });
  const [opened, setOpened] = useState<OpenedDraft | Ended>();
  useEffect(() => {
    let isOver = false;
    let draft: OpenedDraft['draft'] | undefined;
    void openShared(flow, who, attempt.last).then((now) => {
      if (typeof now !== 'string') draft = now.draft;
      if (isOver) draft?.close();
      else setOpened(now);
    });
    return () => {
      isOver = true;
      draft?.close();
      setOpened(undefined);
    };
  }, [flow, who, attempt]);
  return { opened, again: (last) => setAttempt(({ count }) => ({ count: count + 1, last })) };
}

interface DraftedProps {
  opening: Opening;
  mayEdit: boolean;
  children: ReactNode;
}

/** Gives an open draft to everything below, and tells when it is over. */
export function Drafted({ opening: { opened, again }, mayEdit, children }: DraftedProps) {
  if (!opened) return <Waiting />;
  if (typeof opened === 'string') return <Over why={opened} />;
  return (
    <EditingProvider draft={opened.draft} mayEdit={mayEdit}>
      <Open opened={opened} again={again}>
        {children}
      </Open>
    </EditingProvider>
  );
}

interface OpenProps {
  opened: OpenedDraft;
  again: (last: Ended) => void;
  children: ReactNode;
}

function Open({ opened, again, children }: OpenProps) {
  const { draft } = opened;
  const ended = useSyncExternalStore(draft.subscribe, opened.ended);
  const [side, setSide] = useState(opened.apart);
  useEffect(() => {
    if (ended !== undefined && isUnmergeable(ended)) again(ended);
  }, [ended, again]);
  if (side)
    return (
      <choosing.show
        mine={side}
        onChosen={() => {
          opened.settleApart();
          setSide(undefined);
        }}
      />
    );
  return (
    <>
      {ended !== undefined && !isUnmergeable(ended) && <Over why={ended} />}
      {children}
    </>
  );
}

const TOLD = ['access.sign-in', 'access.denied', 'flow.unknown'] as const;

/** Why a draft is not open any more, and what can be done. */
function Over({ why }: { why: Ended }) {
  const { t } = useMessages();
  const known = TOLD.find((one) => one === why);
  return (
    <div className="draft-over" role="alert">
      <p>{known ? t(`draft.over.${known}`) : t('builder.unreadable')}</p>
      <Button onClick={() => location.reload()}>{t('draft.again')}</Button>
    </div>
  );
}
