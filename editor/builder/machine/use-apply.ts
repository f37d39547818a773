import { useState } from 'react';
import { registry } from '../../../nodes/index.ts';
import type { Edit } from '../commands/index.ts';
import { findingText } from '../../messages/finding-text.ts';
import { type MessageKey, useMessages } from '../../messages/index.tsx';
import type { Speaker } from '../../messages/speaker.ts';

/** Applies what is written in an editor as one command; tells why it was refused, with node and field. */
export function useApply(command: (document: unknown) => Edit): {
  refused: string | undefined;
  apply: (text: string) => boolean;
} {
  const messages = useMessages();
  const { t } = messages;
  const [refused, setRefused] = useState<string>();
  return {
    refused,
    apply(text) {
      try {
        const edit = command(JSON.parse(text));
        const why = 'refused' in edit ? whyRefused(edit, messages) : undefined;
        setRefused(why);
        return why === undefined;
      } catch (error) {
        setRefused(t('json.unreadable', { message: (error as Error).message }));
        return false;
      }
    },
  };
}

/** Why an edit was refused, all of it in the language of the interface. */
export function whyRefused(
  { refused, values, issue }: Extract<Edit, { refused: string }>,
  speaker: Speaker,
): string {
  const found = issue && { message: findingText(issue, speaker, registry) };
  return speaker.t(`commands.refused.${refused}` as MessageKey, { ...values, ...found });
}
