import { useMemo, useState } from 'react';
import { useMessages } from '../../messages/index.tsx';
import { iconOf } from '../../node-looks.ts';
import { Choice } from '../../ui/choice.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Finder, type Findable } from '../../ui/finder.tsx';
import { Icon } from '../../ui/icon.tsx';
import { connectExit } from '../commands/connect-exit.ts';
import { useDoing } from '../doing/use-doing.tsx';
import { usePicture } from '../use-picture.tsx';

const NOWHERE = '/nowhere';

/** Asks where an exit should lead: how one connects without a pointer. */
export function ConnectDialog(props: { node: string; exit: string | undefined; onClose: () => void }) {
  const { t } = useMessages();
  const { drawing } = usePicture();
  const { perform } = useDoing();
  const node = drawing.nodes.find(({ id }) => id === props.node);
  const exits = [
    ...(node?.exits ?? []),
    // Every node has these two, drawn or not.
    ...(['left', 'error'] as const)
      .filter((id) => !node?.exits.some((exit) => exit.id === id))
      .map((id) => ({
        id,
        label: t(id === 'left' ? 'builder.exitLeft' : 'builder.exitError'),
        target: undefined,
      })),
  ];
  const first = exits.find(({ target }) => target === undefined)?.id ?? exits[0]?.id;
  const [exit, setExit] = useState(props.exit ?? first);
  const names = new Map(drawing.nodes.map(({ id, name }) => [id, name]));
  const items = useMemo(
    (): Findable[] => [
      ...drawing.nodes.map(({ id, name, label, text, type, group }) => ({
        id,
        text: name,
        hint: text === '' ? label : `${label} · ${text.slice(0, 80)}`,
        icon: <Icon svg={iconOf(type)} />,
        tint: group,
      })),
      { id: NOWHERE, text: t('asking.nowhere'), hint: t('asking.nowhereHint') },
    ],
    [drawing, t],
  );
  if (!node) return null;
  return (
    <Dialog title={t('asking.connect', { node: node.name })} onClose={props.onClose}>
      <Choice
        label={t('asking.exit')}
        value={exit ?? ''}
        onChange={(event) => setExit(event.target.value)}
        options={exits.map(({ id, label, target }) => ({
          value: id,
          text: target === undefined ? label : `${label} → ${names.get(target) ?? target}`,
        }))}
      />
      <Finder
        focused
        label={t('asking.target')}
        items={items}
        none={t('finder.none')}
        onPick={(id) => {
          props.onClose();
          if (exit !== undefined)
            perform(connectExit, { node: node.id, exit, target: id === NOWHERE ? undefined : id });
        }}
      />
    </Dialog>
  );
}
