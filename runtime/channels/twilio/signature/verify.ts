import type { RawRequest } from '../../adapter.ts';
import type { Dialect } from '../config.ts';
import { signedByTelnyx } from './telnyx-scheme.ts';
import { signedByTwilio } from './twilio-scheme.ts';

/** `stale`: rightly signed, but too long ago, so it may be a recording of an old request. */
export type Verdict = 'genuine' | 'forged' | 'stale';

/** Whether a request comes from the carrier. Never throws: whatever is malformed is forged. `at` epoch ms. */
export function verify(
  dialect: Dialect,
  secret: string | undefined,
  request: RawRequest,
  at: number,
): Verdict {
  const verdicts = (secret ?? '')
    .split(' ')
    .filter(Boolean)
    .map((one) => verdictOf(dialect, one, request, at));
  return verdicts.find((verdict) => verdict !== 'forged') ?? 'forged';
}

function verdictOf(dialect: Dialect, secret: string, request: RawRequest, at: number): Verdict {
  if (dialect === 'telnyx') return signedByTelnyx(secret, request, at);
  // SignalWire names the header after itself, and sends Twilio's as well for programs that moved over.
  const headers =
    dialect === 'signalwire' ? ['x-signalwire-signature', 'x-twilio-signature'] : ['x-twilio-signature'];
  const given = headers.map((name) => request.headers[name]).find((value) => value !== undefined);
  return given !== undefined && signedByTwilio(secret, given, request) ? 'genuine' : 'forged';
}
