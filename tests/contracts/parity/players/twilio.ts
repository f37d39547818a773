import { caller } from '../../../kit/phone-caller.ts';
import type { Player } from '../player.ts';

const TOKEN = 'a-token-of-the-carrier';

/** Somebody on the phone, and the carrier between. */
export const player: Player = {
  cannot: {},
  async arrange({ runtime, connection, flow, number, numbered, dialled }) {
    const [from, to] = ['+9053212', '+1500555'].map(
      (prefix) => `${prefix}${String(number).padStart(5, '0')}`,
    );
    await runtime.connect({ id: connection, channel: 'twilio', flow, address: to!, secret: TOKEN });
    const phone = caller(runtime.url, {
      token: TOKEN,
      // A carrier knows callers who keep their number to themselves.
      from: numbered ? from! : `sip:nobody-${number}@example.com`,
      to: to!,
      callSid: `CA${connection}`,
      secondMs: 1,
      dials: () => ({ status: dialled() }),
    });
    const known = numbered ? from! : `sip:nobody-${number}@example.com`;
    return {
      address: { kind: numbered ? 'phone' : 'external', address: known },
      from: known,
      to: to!,
      comes: () => phone.calls(),
      // Without a confidence: nobody doubts what is typed in a simulation.
      gives: ({ kind, value }) => (kind === 'dtmf' ? phone.presses(value) : phone.says(value, Number.NaN)),
      staysSilent: () => phone.staysSilent(),
      leaves: () => phone.hangsUp(),
      close: () => undefined,
    };
  },
};
