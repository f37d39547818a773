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

/** What a kind of channel can do for a flow; adapters may narrow it, never widen it. */
export interface ChannelTraits {
  /** The customer hears prompts and answers by keys or speech. */
  spoken: boolean;
  /** Choices can be shown as buttons. */
  buttons: boolean;
  /** The channel itself tells when the customer stayed silent (`input.timedOut`). */
  timesInput: boolean;
}

const TEXT: ChannelTraits = { spoken: false, buttons: false, timesInput: false };
const BUTTONS: ChannelTraits = { ...TEXT, buttons: true };
const SPOKEN: ChannelTraits = { spoken: true, buttons: false, timesInput: true };

/** Traits by kind of channel: read by the compiler (findings) and by the engine (timers, wording). */
export const CHANNEL_TRAITS: Record<ChannelKind, ChannelTraits> = {
  voice: SPOKEN,
  video: SPOKEN,
  chat: BUTTONS,
  whatsapp: BUTTONS,
  messenger: BUTTONS,
  instagram: BUTTONS,
  telegram: BUTTONS,
  sms: TEXT,
  email: TEXT,
  api: BUTTONS,
};
