import { createContext, type ReactNode, useCallback, useContext, useMemo, useState } from 'react';
import { type MessageKey, useMessages } from '../../messages/index.tsx';
import type { Command, Edit } from '../commands/index.ts';
import { useEditing } from '../draft/use-draft.tsx';
import './doing.css';

export interface Doing {
  /** Does a command, chooses what it made, and says what was done or why not. */
  perform: <Args>(command: Command<Args>, args: Args, joins?: string) => Edit;
  /** Says something to whoever listens. */
  announce: (text: string) => void;
  /** Says why something was not done, also to whoever looks. `code` is the message `commands.refused.<code>`. */
  refuse: (code: string, values?: { [name: string]: string | number }) => void;
}

const Context = createContext<Doing | undefined>(undefined);

/** Lets everything below do commands; what becomes of them is said aloud. */
export function DoingProvider({ children }: { children: ReactNode }) {
  const { t, has } = useMessages();
  const { draft, choose } = useEditing();
  const [said, setSaid] = useState({ text: '', round: 0 });
  const [refusal, setRefusal] = useState<string>();
  const announce = useCallback((text: string) => setSaid(({ round }) => ({ text, round: round + 1 })), []);
  const doing = useMemo((): Doing => {
    const refuse: Doing['refuse'] = (code, values) => {
      const key = `commands.refused.${code}`;
      setRefusal(has(key) ? t(key, values) : code);
    };
    return {
      announce,
      refuse,
      perform(command, args, joins) {
        const edit = draft.do(command, args, joins);
        if ('refused' in edit) {
          refuse(edit.refused, edit.values);
          return edit;
        }
        setRefusal(undefined);
        if (edit.chosen) choose(edit.chosen);
        announce(t('doing.done', { command: t(`commands.${command.id}` as MessageKey) }));
        return edit;
      },
    };
  }, [draft, choose, announce, t, has]);
  return (
    <Context value={doing}>
      {children}
      <output className="unseen" key={said.round}>
        {said.text}
      </output>
      {refusal !== undefined && (
        <p className="doing-refusal" role="alert">
          {refusal}
          <button type="button" aria-label={t('doing.close')} onClick={() => setRefusal(undefined)}>
            ×
          </button>
        </p>
      )}
    </Context>
  );
}

export function useDoing(): Doing {
  const doing = useContext(Context);
  if (!doing) throw new Error('There is no DoingProvider above.');
  return doing;
}
