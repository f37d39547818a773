import { defineChannel } from '../adapter.ts';
import { configSchema } from './config.ts';
import { routes } from './routes.ts';

/**
 * Phone numbers at Twilio, Telnyx (TeXML) and SignalWire (cXML): the carrier asks by webhook what to say and what to listen
 * for. At the carrier, set for the number: voice webhook `POST <public address>/channels/twilio/voice`, and for the status
 * callback `POST <public address>/channels/twilio/voice/status`, which tells of callers who hang up. The secret is the
 * account's auth token (Telnyx: its public key; SignalWire: its signing key).
 */
export default defineChannel({
  id: 'twilio',
  kind: 'voice',
  label: 'Phone (Twilio, Telnyx, SignalWire)',
  config: configSchema,
  needsSecret: true,
  delivery: () => 'answer',
  mount: routes,
});
