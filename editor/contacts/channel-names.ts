import { api } from '../api.ts';
import { useMessages } from '../messages/index.tsx';
import { useLoaded } from '../ui/use-loaded.ts';

/** What channels are called in the language of the interface. */
export interface ChannelNames {
  options: { value: string; text: string }[];
  nameOf: (channel: string | null) => string;
}

/** A channel is called by its kind: what carries a call is of no interest here. */
export function useChannelNames(): ChannelNames {
  const { t } = useMessages();
  const [loaded] = useLoaded(api.channels, 'channels');
  const channels = loaded && 'value' in loaded ? loaded.value : [];
  const options = channels.map(({ id, kind }) => ({ value: id, text: t(`channel.${kind}`) }));
  return {
    options,
    nameOf: (channel) => options.find(({ value }) => value === channel)?.text ?? channel ?? '–',
  };
}
