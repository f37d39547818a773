import { z } from 'zod';

/** Kinds of channel a flow can run on. An adapter serves one kind for one provider. */
export const CHANNEL_KINDS = [
  'voice',
  'chat',
  'sms',
  'whatsapp',
  'messenger',
  'instagram',
  'telegram',
  'email',
  'video',
  'api',
] as const;

export const channelKindSchema = z.enum(CHANNEL_KINDS);
export type ChannelKind = z.infer<typeof channelKindSchema>;

/** What kinds of channel are called in the English of findings; the editor's other languages have their own. */
export const CHANNEL_NAMES: Record<ChannelKind, string> = {
  voice: 'the phone',
  chat: 'web chat',
  sms: 'SMS',
  whatsapp: 'WhatsApp',
  messenger: 'Messenger',
  instagram: 'Instagram',
  telegram: 'Telegram',
  email: 'e-mail',
  video: 'video',
  api: 'the API',
};

/** What a kind of channel can do for a flow; adapters may narrow it, never widen it. */
export interface ChannelTraits {
  /** The customer hears prompts and answers by keys or speech. */
  spoken: boolean;
  /** Choices can be shown as buttons. */
  buttons: boolean;
  /** The channel itself tells when the customer stayed silent (`input.timedOut`). */
  timesInput: boolean;
  /** What providers of the kind take of options to press; missing where they set no limit. */
  limits?: { buttons: OptionLimit; list?: OptionLimit };
}

/** How many options of how many letters (code points) one message can hold. */
export interface OptionLimit {
  most: number;
  letters: number;
}

/** Whether these labels go into what a provider takes, all of them and whole. */
export const fitsInto = ({ most, letters }: OptionLimit, labels: readonly string[]): boolean =>
  labels.length <= most && labels.every((label) => Array.from(label).length <= letters);

const TEXT: ChannelTraits = { spoken: false, buttons: false, timesInput: false };
const BUTTONS: ChannelTraits = { ...TEXT, buttons: true };
const SPOKEN: ChannelTraits = { spoken: true, buttons: false, timesInput: true };

/** Meta, "Interactive reply buttons messages" and "Interactive list messages" (May 2026): 3 of 20, and 10 rows of 24. */
const WHATSAPP: ChannelTraits = {
  ...BUTTONS,
  limits: { buttons: { most: 3, letters: 20 }, list: { most: 10, letters: 24 } },
};
/** Meta, "Quick replies" of Messenger and of Instagram (June 2026): 13 of 20; longer ones are cut off. */
const QUICK_REPLIES: ChannelTraits = { ...BUTTONS, limits: { buttons: { most: 13, letters: 20 } } };

/** Traits by kind of channel: read by the compiler (findings) and by the engine (timers, wording). */
export const CHANNEL_TRAITS: Record<ChannelKind, ChannelTraits> = {
  voice: SPOKEN,
  video: SPOKEN,
  chat: BUTTONS,
  whatsapp: WHATSAPP,
  messenger: QUICK_REPLIES,
  instagram: QUICK_REPLIES,
  telegram: BUTTONS,
  sms: TEXT,
  email: TEXT,
  api: BUTTONS,
};
