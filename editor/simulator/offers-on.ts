import { CHANNEL_TRAITS, type ChannelKind, type Choice } from '../../runtime/engine/index.ts';

/** How a channel can show options: to press, in a list that opens, or only as text to be answered by writing. */
export interface Offers {
  as: 'buttons' | 'list' | 'text';
  choices: readonly Pick<Choice, 'id' | 'label' | 'key'>[];
}

/** What providers take: how many options of how many letters. Where there is more, it can only be text. */
const LIMITS: { [kind in ChannelKind]?: { buttons: [number, number]; list?: [number, number] } } = {
  whatsapp: { buttons: [3, 20], list: [10, 24] },
  messenger: { buttons: [13, 20] },
  instagram: { buttons: [13, 20] },
};

/** How these options look on a channel. On the phone they are said, not shown. */
export function offersOn(channel: ChannelKind, choices: readonly Choice[]): Offers | undefined {
  const { spoken, buttons } = CHANNEL_TRAITS[channel];
  if (choices.length === 0 || spoken) return undefined;
  const limits = LIMITS[channel];
  const fits = ([most, letters]: [number, number]) =>
    choices.length <= most && choices.every(({ label }) => label.length <= letters);
  if (buttons && (!limits || fits(limits.buttons))) return { as: 'buttons', choices };
  if (limits?.list && fits(limits.list)) return { as: 'list', choices };
  return { as: 'text', choices };
}
