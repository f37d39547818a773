import { useMessages } from '../messages/index.tsx';
import { useSending } from '../sending.ts';
import { Button } from '../ui/button.tsx';

/** What was just done, and how it is undone. */
export interface Told {
  text: string;
  undo?: () => Promise<void>;
}

/** Says what was done, also to screen readers, and offers the way back. */
export function Toldline({ told, onUndone }: { told: Told | undefined; onUndone: () => void }) {
  const { t } = useMessages();
  const { sending, refused, send } = useSending();
  const { undo } = told ?? {};
  return (
    <output className="told">
      {told && (
        <span className="told-text" key={told.text}>
          <span>{told.text}</span>
          {undo && (
            <Button
              disabled={sending}
              onClick={() =>
                void send(async () => {
                  await undo();
                  onUndone();
                })
              }
            >
              {t('versions.undo')}
            </Button>
          )}
          {refused !== undefined && <span className="refusal">{refused}</span>}
        </span>
      )}
    </output>
  );
}
