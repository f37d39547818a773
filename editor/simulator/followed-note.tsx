import type { Parting } from '../../runtime/simulated-world/index.ts';
import { type Messages, useMessages } from '../messages/index.tsx';
import { isolated } from '../messages/isolated.ts';
import { endingOf, type Ending } from './follow.ts';
import type { Parts } from './parts.ts';

/** Whether this drawing would have served a real contact otherwise: how that ended, and how it ends here. */
export function FollowedNote({ played, onShow }: Pick<Parts, 'played' | 'onShow'>) {
  const { t, number } = useMessages();
  const { followed, playable } = played;
  if (!followed) return null;
  const { contact, parted, world } = followed;
  const there = endingOf(contact.steps.at(-1)?.snapshot, contact.steps);
  const here = endingOf(world.snapshot, world.story);
  const nameOf = (node: string) => isolated(playable.flow.nodes[node]?.name ?? node, t('language.direction'));
  const told = (who: 'contact' | 'here', { how, reason, node }: Ending) =>
    t(`replay.follow.${who}.${how}`, { reason, node: nameOf(node) });
  const isSame =
    !parted && there.how === here.how && there.reason === here.reason && there.node === here.node;
  return (
    <output className="simulator-followed small">
      <span>{told('contact', there)}</span>
      {parted && (
        <span>
          {t('replay.follow.parted', { step: number(parted.seq) })} {why(parted.parting, t, nameOf)}
        </span>
      )}
      <span>{isSame ? t('replay.follow.same') : told('here', here)}</span>
      {!isSame && here.node !== '' && (
        <button type="button" className="simulator-link" onClick={() => onShow(here.node)}>
          {t('replay.follow.show', { node: nameOf(here.node) })}
        </button>
      )}
    </output>
  );
}

function why(parting: Parting, t: Messages['t'], nameOf: (node: string) => string): string {
  switch (parting.why) {
    case 'over':
      return t('replay.parted.over', { reason: parting.reason });
    case 'elsewhere':
      return t('replay.parted.elsewhere', { node: nameOf(parting.node), instead: nameOf(parting.instead) });
    case 'noFlow':
      return t('replay.parted.noFlow', { flow: parting.flow });
    default:
      return t(`replay.parted.${parting.why}`, { node: nameOf(parting.node) });
  }
}
