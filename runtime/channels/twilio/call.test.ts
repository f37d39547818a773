import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { post, signed } from '../../../tests/kit/carrier.ts';
import { type Caller, caller, type CallerOptions } from '../../../tests/kit/phone-caller.ts';
import { phoneClinic } from '../../../tests/kit/phone-flows.ts';
import { CLINIC, type PhoneServer, phoneServer, TOKEN } from '../../../tests/kit/phone-server.ts';
import { heard, readTwiml } from '../../../tests/kit/twiml.ts';

let server: PhoneServer;
beforeEach(async () => {
  server = await phoneServer([phoneClinic]);
});
afterEach(() => server.stop());

const somebody = (over: Partial<CallerOptions> = {}): Caller =>
  caller(server.url, {
    token: TOKEN,
    from: '+905321234567',
    to: CLINIC,
    secondMs: 5,
    patienceMs: 2_000,
    ...over,
  });
const calling = async (over: Partial<CallerOptions> = {}): Promise<Caller> => {
  const phone = somebody(over);
  await phone.calls();
  return phone;
};
const rows = () => [...server.host.contacts.values()].flatMap(({ story }) => story).length;
const contact = () => [...server.host.contacts.values()][0]!;

describe('a call', () => {
  test('in English, by key', async () => {
    const phone = await calling();
    await phone.hears('For English, press 1.');
    await phone.presses('1');
    await phone.hears('How can we help? For Appointment, press 1. For Prices, press 2.');
    await phone.presses('2');
    await phone.hears('A check-up is 900 lira.');
    await phone.hears('How can we help?');
    await phone.hangsUp();
    expect(contact().snapshot.ended).toEqual({ reason: 'left' });
  });

  test('in Turkish, by speech', async () => {
    const phone = await calling();
    await phone.says('Türkçe');
    await phone.hears('Nasıl yardımcı olabiliriz?');
    expect(phone.document[0]?.attributes['language']).toBe('tr-TR');
    await phone.says('fiyatlar lütfen');
    await phone.hears('Muayene 900 lira.');
  });

  test('with silence and a wrong key, to the end', async () => {
    const phone = await calling();
    await phone.presses('1');
    await phone.staysSilent();
    await phone.hears('Are you there?');
    await phone.presses('7');
    await phone.hears('Goodbye.');
    await phone.isHungUpOn();
    expect(server.host.taken.map(({ what }) => what.type)).toEqual(['opened', 'input', 'timedOut', 'input']);
  });

  test('knows the caller by number, and an anonymous one not at all', async () => {
    await calling();
    await calling({ from: '+266696687' });
    const [known, anonymous] = [...server.host.contacts.values()].map(({ snapshot }) => snapshot);
    expect(known).toMatchObject({ from: '+905321234567', to: CLINIC });
    expect(anonymous).not.toHaveProperty('from');
  });

  test.each(['twilio', 'signalwire'] as const)('works the same by %s', async (dialect) => {
    await server.stop();
    server = await phoneServer([phoneClinic], { config: { dialect } });
    const phone = await calling({ dialect });
    await phone.presses('1');
    await phone.staysSilent();
    expect(await phone.hears('there')).toBe('Are you there?');
  });
});

describe('being put through', () => {
  test.each([
    ['completed', 'Goodbye.'],
    ['busy', 'Nobody is free.'],
    ['no-answer', 'Nobody is free.'],
    ['failed', 'Nobody is free.'],
  ])('%s', async (status, expected) => {
    const numbers: string[] = [];
    const phone = await calling({ dials: (number) => (numbers.push(number), { status, seconds: 12 }) });
    await phone.presses('1');
    await phone.presses('0');
    await phone.hears('We are connecting you.');
    await phone.hears(expected);
    expect(numbers).toEqual(['+902125550102']);
  });
});

describe('waiting without listening', () => {
  test('asks again without a trace in the log, until there is something to hear', async () => {
    const phone = await calling();
    await phone.presses('1');
    await phone.presses('1');
    await phone.hears('We are looking for a time.');
    const before = rows();
    await phone.holdsOn(12);
    expect(rows()).toBe(before);
    server.host.fireTimer(contact().id);
    await phone.hears('Goodbye.');
    await phone.isHungUpOn();
  });
});

describe('a delivery that comes twice', () => {
  test('at every turn: the same document, and nothing written', async () => {
    const phone = await calling({ dials: () => ({ status: 'busy' }) });
    const steps = [
      () => phone.presses('1'),
      () => phone.staysSilent(),
      () => phone.says('prices'),
      () => phone.presses('0'),
      () => phone.presses('1'),
    ];
    await phone.repeatsLastRequest();
    for (const step of steps) {
      await step();
      const before = rows();
      await phone.repeatsLastRequest();
      expect(rows()).toBe(before);
    }
  });

  test('after the contact is over: still the same words', async () => {
    const phone = await calling();
    await phone.presses('1');
    await phone.presses('7');
    await phone.presses('7');
    expect(phone.ended).toBe(true);
    await phone.repeatsLastRequest();
  });

  test('long after: the document of now, and the old answer changes nothing', async () => {
    const phone = await calling();
    await phone.presses('1');
    const old = phone.lastRequest();
    await phone.presses('2');
    const before = rows();
    const answer = await fetch(old.url, { method: 'POST', headers: old.headers, body: old.body });
    expect(await answer.text()).toContain('A check-up is 900 lira.');
    expect(rows()).toBe(before);
  });
});

test('an answer to a question that was overtaken is dropped, and the caller hears the new one', async () => {
  const phone = await calling();
  await phone.presses('1');
  server.host.fireTimer(contact().id);
  const before = rows();
  await phone.presses('0');
  await phone.hears('Are you there?');
  expect(rows()).toBe(before);
  await phone.presses('2');
  await phone.hears('A check-up is 900 lira.');
});

test('a contact that was ended from our side hangs up at the next word', async () => {
  const phone = await calling();
  server.host.closeContact(contact().id);
  await phone.presses('1');
  expect(phone.ended).toBe(true);
});

test('a call nobody knows begins anew, in the middle of itself, rather than ending in an error', async () => {
  const fields = {
    CallSid: 'CA-lost',
    From: '+905321234567',
    To: CLINIC,
    CallStatus: 'in-progress',
    Digits: '2',
  };
  const address = `${server.url}/channels/twilio/voice/turn?turn=7&language=tr`;
  const answer = await post(server.url, signed({ token: TOKEN }, address, fields));
  expect(heard(readTwiml(answer.body))).toEqual(['For English, press 1. Türkçe için 2 tuşuna basın.']);
});

describe('an authentic request that is not as documented', () => {
  test('is kept for the admins, and the caller is asked once more', async () => {
    const phone = await calling();
    await phone.presses('1');
    const before = rows();
    const { url } = phone.lastRequest();
    const fields = { CallSid: phone.callSid, From: '+905321234567', To: CLINIC, Digits: 'one' };
    const answer = await post(server.url, signed({ token: TOKEN }, url, fields));
    expect(heard(readTwiml(answer.body))[0]).toContain('How can we help?');
    expect(server.host.deadLetters).toEqual([new URLSearchParams(fields).toString()]);
    expect(rows()).toBe(before);
  });

  test('without a call: kept, and a document that does nothing', async () => {
    const address = `${server.url}/channels/twilio/voice`;
    const answer = await post(server.url, signed({ token: TOKEN }, address, { To: CLINIC }));
    expect(answer).toMatchObject({ status: 200, body: '<?xml version="1.0" encoding="UTF-8"?><Response/>' });
    expect(server.host.deadLetters).toHaveLength(1);
  });
});
