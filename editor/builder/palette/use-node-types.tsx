import { useMemo } from 'react';
import { nodeTypes } from '../../../nodes/index.ts';
import { type MessageKey, useMessages } from '../../messages/index.tsx';
import { iconOf } from '../../node-looks.ts';
import type { Findable } from '../../ui/finder.tsx';
import { Icon } from '../../ui/icon.tsx';
import { useFlow } from '../draft/use-draft.tsx';

const GROUPS = ['talk', 'collect', 'decide', 'route', 'integrate'] as const;

/** Node types to choose from, by group; found by name, purpose and keyword, also the English ones. Only what every channel of the flow can do. */
export function useNodeTypes(): readonly Findable[] {
  const { t, language } = useMessages();
  const { channels } = useFlow();
  const key = channels.join();
  return useMemo(() => {
    const fit = nodeTypes.filter(
      ({ channels: able }) =>
        able === 'any' || key.split(',').every((one) => (able as readonly string[]).includes(one)),
    );
    return GROUPS.flatMap((group) =>
      fit
        .filter((type) => type.group === group)
        .map(({ type, words }): Findable => {
          const own = words[language];
          return {
            id: type,
            text: own.label,
            hint: own.summary,
            words: [...own.keywords, words.en.label, ...words.en.keywords].join(' '),
            group: t(`group.${group}` as MessageKey),
            tint: group,
            icon: <Icon svg={iconOf(type)} />,
          };
        }),
    );
  }, [t, language, key]);
}
