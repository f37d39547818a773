import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { post, signed } from '../../../tests/kit/carrier.ts';
import { type Caller, caller } from '../../../tests/kit/phone-caller.ts';
import { phoneClinic } from '../../../tests/kit/phone-flows.ts';
import { CLINIC, type PhoneServer, phoneServer, TOKEN } from '../../../tests/kit/phone-server.ts';
import { TRIES } from './call.ts';
import { held } from './hold.ts';

let server: PhoneServer;
beforeEach(async () => {
  server = await phoneServer([phoneClinic]);
});
afterEach(() => server.stop());

const calling = async (): Promise<Caller> => {
  const phone = caller(server.url, {
    token: TOKEN,
    from: '+905321234567',
    to: CLINIC,
    secondMs: 5,
    patienceMs: 2_000,
  });
  await phone.calls();
  return phone;
};
const rows = () => [...server.host.contacts.values()].flatMap(({ story }) => story).length;
const contact = () => [...server.host.contacts.values()][0]!;

describe('the database cannot write', () => {
  test('the caller is held, and what they said is not lost', async () => {
    const phone = await calling();
    await phone.presses('1');
    server.host.diskFull = true;
    const pressed = phone.presses('2');
    await pressed;
    expect(phone.document.map(({ name }) => name)).toEqual(['Pause', 'Redirect']);
    expect(phone.document[1]?.text).not.toMatch(/Digits|=2$/);
    setTimeout(() => (server.host.diskFull = false), 30);
    await phone.hears('A check-up is 900 lira.');
    expect(server.host.taken.at(-1)?.what).toEqual({ type: 'input', input: { kind: 'dtmf', value: '2' } });
  });

  test('from the first moment: the call opens later', async () => {
    server.host.diskFull = true;
    const phone = await calling();
    expect(rows()).toBe(0);
    setTimeout(() => (server.host.diskFull = false), 30);
    await phone.hears('For English, press 1.');
    expect(rows()).toBe(1);
  });

  test('when the caller hangs up: that is told later, though the carrier does not say it again', async () => {
    const phone = await calling();
    server.host.diskFull = true;
    await expect(phone.hangsUp()).rejects.toThrow('503');
    server.host.diskFull = false;
    await vi.waitFor(() => expect(contact().snapshot.ended).toEqual({ reason: 'left' }), { timeout: 5_000 });
  });

  test('for ever: the caller hears why, in their language, and nothing was written', async () => {
    const phone = await calling();
    await phone.presses('2');
    const before = rows();
    server.host.diskFull = true;
    await phone.presses('2');
    // Hanging up is told to the same database, which answers that it cannot.
    await expect(phone.hears('Üzgünüz')).rejects.toThrow('The status callback was answered 503');
    expect(phone.heard.at(-1)).toContain('Üzgünüz');
    expect(server.host.logged.filter(({ message }) => message === 'A call had to be held.')).toHaveLength(
      TRIES + 1,
    );
    expect(rows()).toBe(before);
  });
});

describe('what is held', () => {
  const inbound = (id: string) => [{ id, conversation: 'CA1', what: { type: 'timedOut' as const } }];

  test('is given out once, to its connection only', () => {
    const kept = held(() => 0);
    kept.keep('phone', inbound('CA1:1'));
    expect(kept.take('other', 'CA1:1')).toBeUndefined();
    expect(kept.take('phone', 'CA1:1')).toEqual(inbound('CA1:1'));
    expect(kept.take('phone', 'CA1:1')).toBeUndefined();
  });

  test('does not pile up: the oldest go first', () => {
    let now = 0;
    const kept = held(() => now);
    for (let call = 0; call < 10_050; call += 1) kept.keep('phone', inbound(`CA${call}:1`));
    expect(kept.size).toBe(10_000);
    expect(kept.take('phone', 'CA0:1')).toBeUndefined();
    now = 10 * 60_000;
    kept.keep('phone', inbound('CA-new:1'));
    expect(kept.size).toBe(1);
  });

  test('lost in a restart: the caller is asked again, not counted as silent', async () => {
    const phone = await calling();
    await phone.presses('1');
    const { url } = phone.lastRequest();
    const again = `${url.replace('turn=1', 'turn=2')}&tries=1`;
    const fields = { CallSid: phone.callSid, From: '+905321234567', To: CLINIC, CallStatus: 'in-progress' };
    const before = rows();
    const answer = await post(server.url, signed({ token: TOKEN }, again, fields));
    expect(answer.body).toContain('How can we help?');
    expect(rows()).toBe(before);
  });
});
