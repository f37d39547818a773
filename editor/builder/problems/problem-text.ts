import type { Issue } from '../../../runtime/engine/index.ts';
import { CATALOGUES, type MessageKey, useMessages } from '../../messages/index.tsx';

/** What a finding says, in the language of the interface where it has words for it: the compiler speaks English. */
export function useProblemText(): (issue: Issue) => string {
  const { t, language } = useMessages();
  return ({ code, message, values, exit }) => {
    const key = `problem.${code}`;
    if (language === 'en' || !Object.hasOwn(CATALOGUES.en, key)) return message;
    return t(key as MessageKey, { ...(exit === undefined ? {} : { exit }), ...values });
  };
}
