import { useState } from 'react';
import type { Edit } from '../commands/index.ts';
import { type MessageKey, useMessages } from '../../messages/index.tsx';

/** Applies what is written in an editor as one command; tells why it was refused, with node and field. */
export function useApply(command: (document: unknown) => Edit): {
  refused: string | undefined;
  apply: (text: string) => boolean;
} {
  const { t } = useMessages();
  const [refused, setRefused] = useState<string>();
  return {
    refused,
    apply(text) {
      try {
        const edit = command(JSON.parse(text));
        const why =
          'refused' in edit ? t(`commands.refused.${edit.refused}` as MessageKey, edit.values) : undefined;
        setRefused(why);
        return why === undefined;
      } catch (error) {
        setRefused(t('json.unreadable', { message: (error as Error).message }));
        return false;
      }
    },
  };
}
