import type { Effect } from '../../../engine/index.ts';
import type { Config } from '../config.ts';
import type { Element } from './xml.ts';

export type Dial = Extract<Effect, { type: 'channel.dial' }>;

/** Least and most seconds a called party may ring; Telnyx and SignalWire name them, Twilio stops at 600. */
const RINGING: Record<Config['dialect'], [number, number]> = {
  twilio: [1, 600],
  telnyx: [5, 120],
  signalwire: [5, 600],
};

/** A number as the carriers dial it, without the marks people write into it; undefined when it is none. */
export function dialable(number: string): string | undefined {
  const plain = number.replace(/[\s()./-]/g, '');
  return /^\+?[0-9]{3,15}$/.test(plain) ? plain : undefined;
}

/**
 * Connects the caller to a number and reports to `action` how it went; undefined when the number cannot be dialled,
 * which the carrier would answer by ending the call.
 * @see https://www.twilio.com/docs/voice/twiml/dial
 * @see https://developers.telnyx.com/docs/voice/programmable-voice/texml-verbs/dial
 * @see https://developer.signalwire.com/compatibility-api/cxml/voice/dial
 */
export function dial(
  { to, callerId, timeoutSeconds }: Dial,
  action: string,
  { dialect }: Config,
): Element | undefined {
  const number = dialable(to);
  if (number === undefined) return undefined;
  const [least, most] = RINGING[dialect];
  const shown = callerId === undefined ? undefined : dialable(callerId);
  return {
    name: 'Dial',
    attributes: {
      action,
      method: 'POST',
      timeout: Math.min(most, Math.max(least, Math.ceil(timeoutSeconds))),
      // Anything but a full number is refused, and with it the whole verb; then the carrier's own default is shown.
      callerId: shown?.startsWith('+') ? shown : undefined,
    },
    children: [{ name: 'Number', text: number }],
  };
}
