import {
  CHANNEL_TRAITS,
  type ChannelKind,
  type Choice,
  fitsInto,
  type OptionLimit,
} from '../engine/index.ts';

/** How a channel shows options: to press, in a list that opens, or only as text to be answered by writing. */
export interface Offers<Option extends Pick<Choice, 'id' | 'label'> = Choice> {
  as: 'buttons' | 'list' | 'text';
  choices: readonly Option[];
}

/**
 * How these options look on a kind of channel: the most comfortable way that holds all of them whole. Undefined where
 * there are none, and on the phone, where they are said.
 */
export function offersOn<Option extends Pick<Choice, 'id' | 'label'>>(
  channel: ChannelKind,
  choices: readonly Option[],
): Offers<Option> | undefined {
  const { spoken, buttons, limits } = CHANNEL_TRAITS[channel];
  if (choices.length === 0 || spoken) return undefined;
  const labels = choices.map(({ label }) => label);
  const fits = (limit: OptionLimit) => fitsInto(limit, labels);
  if (buttons && (!limits || fits(limits.buttons))) return { as: 'buttons', choices };
  if (limits?.list && fits(limits.list)) return { as: 'list', choices };
  return { as: 'text', choices };
}
