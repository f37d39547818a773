import { CHANNEL_KINDS } from '../../runtime/engine/index.ts';
import { useMessages } from '../messages/index.tsx';
import type { DeedRefusal } from './deed.ts';

/** Says in the language of the interface why something cannot be done in the simulated world. */
export function useToldRefusal(): (refusal: DeedRefusal) => string {
  const { t } = useMessages();
  return ({ code, about }) => {
    const channel = CHANNEL_KINDS.find((kind) => kind === about);
    return t(`simulator.refusal.${code}`, { about: channel ? t(`channel.${channel}`) : about });
  };
}
