import { type Caller, caller, type CallerOptions } from './phone-caller.ts';
import { type RunningServer, runningServer } from './running-server.ts';

/** The number of the demo's phone connection, and the token the tests give it. */
export const CLINIC = '+15005550006';
export const TOKEN = 'a-token-for-the-demo-number';

/** The built server with its phone line. */
export const phoneLine = (env: { [name: string]: string } = {}): Promise<RunningServer> =>
  runningServer({ env: { PATCHBAY_DEMO_TWILIO_TOKEN: TOKEN, ...env } });

/** Somebody dials the number. */
export async function callsLine(
  server: RunningServer,
  from: string,
  over: Partial<CallerOptions> = {},
): Promise<Caller> {
  const phone = caller(server.url, { token: TOKEN, from, to: CLINIC, ...over });
  await phone.calls();
  return phone;
}
