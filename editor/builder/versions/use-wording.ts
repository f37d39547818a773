import { registry } from '../../../nodes/index.ts';
import type { FlowDefinition } from '../../../runtime/engine/index.ts';
import { useMessages } from '../../messages/index.tsx';
import type { Wording } from './change-words.ts';

/** How changes between drawings are put into words here. */
export function useWording(before: FlowDefinition | undefined, after: FlowDefinition): Wording {
  const { t, has, language, nameOf } = useMessages();
  const named = (key: string) => (has(key) ? t(key) : undefined);
  return {
    language,
    typeOf: registry,
    nameOfLanguage: nameOf,
    nameOfChannel: (kind) => named(`channel.${kind}`) ?? kind,
    nameOfMember: (member) => named(`versions.member.${member}`),
    nameOfNode: (id) => after.nodes[id]?.name ?? before?.nodes[id]?.name ?? id,
  };
}
