import { registry } from '../../../nodes/index.ts';
import type { Issue } from '../../../runtime/engine/index.ts';
import { useMessages } from '../../messages/index.tsx';
import { findingText } from '../../messages/finding-text.ts';

/** What a finding says, in the language of the interface. */
export function useProblemText(): (issue: Issue) => string {
  const messages = useMessages();
  return (issue) => findingText(issue, messages, registry);
}
