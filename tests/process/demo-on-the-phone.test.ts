import Database from 'libsql';
import { describe, expect, test } from 'vitest';
import { callsLine, phoneLine } from '../kit/phone-line.ts';
import type { RunningServer } from '../kit/running-server.ts';

/** The demo as it ships, but open at every hour: the built server has only the real clock. */
async function openClinic(): Promise<RunningServer> {
  const server = await phoneLine();
  await server.stop();
  const db = new Database(server.database);
  const { definition } = db.prepare("select definition from calendars where id = 'clinic-hours'").get() as {
    definition: string;
  };
  const always = [{ from: '00:00', to: '24:00' }];
  const weekly = Object.fromEntries(
    ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'].map((day) => [day, always]),
  );
  const open = { ...(JSON.parse(definition) as object), weekly, holidays: [] };
  db.prepare("update calendars set definition = ? where id = 'clinic-hours'").run(JSON.stringify(open));
  db.close();
  return phoneLine({ DATABASE_URL: server.database });
}

/** A day that is neither over nor a Sunday, as keys: 2412. */
function someDay(): string {
  const day = new Date(Date.now() + 3 * 86_400_000);
  if (day.getUTCDay() === 0) day.setUTCDate(day.getUTCDate() + 1);
  return [day.getUTCDate(), day.getUTCMonth() + 1].map((part) => String(part).padStart(2, '0')).join('');
}

const endOf = (server: RunningServer): unknown => {
  const db = new Database(server.database, { readonly: true });
  const row = db
    .prepare('select state, end_reason as reason from contacts order by opened_at desc limit 1')
    .get();
  db.close();
  return row;
};

describe('the demo clinic on the phone', () => {
  test('in English, by key: prices, then an appointment', async () => {
    const server = await openClinic();
    const phone = await callsLine(server, '+447700900123');
    await phone.hears('for English press 2');
    await phone.presses('2');
    await phone.hears('Welcome to the Dental Clinic');
    await phone.hears(/an appointment, press 1.*prices, press 2.*a person, press 0/);
    await phone.presses('2');
    await phone.hears('A check-up is');
    await phone.presses('1');
    await phone.hears('On which day');
    await phone.presses(someDay());
    await phone.hears('In the morning or in the afternoon?');
    await phone.presses('1');
    await phone.hears('May we reach you at the number you are calling from');
    await phone.presses('1');
    await phone.hears(/Your appointment is on .* in the morning/);
    await phone.repeatsLastRequest();
    await phone.presses('1');
    await phone.hears('You are booked');
    await phone.isHungUpOn();
    expect(endOf(server)).toMatchObject({ state: 'ended', reason: 'booked' });
  });

  test('in Turkish, by speech: an appointment, and the language is remembered', async () => {
    const server = await openClinic();
    const first = await callsLine(server, '+905321234567');
    await first.hears('Türkçe için 1');
    await first.says('Türkçe');
    await first.hears('hoş geldiniz');
    await first.hears('Randevu için 1 tuşuna basın.');
    expect(first.document[0]?.attributes['language']).toBe('tr-TR');
    await first.says('randevu almak istiyorum');
    await first.hears('Hangi gün');
    await first.says('pazartesi');
    await first.hears('Sabah mı');
    await first.says('öğleden sonra');
    await first.hears('Size aradığınız numaradan');
    await first.says('evet');
    await first.hears('Doğru mu?');
    await first.says('evet');
    await first.hears('Randevunuz alındı');
    await first.isHungUpOn();
    expect(endOf(server)).toMatchObject({ state: 'ended', reason: 'booked' });

    const second = await callsLine(server, '+905321234567');
    expect(await second.hears(/\p{L}/u)).toContain('hoş geldiniz');
    await second.hangsUp();
    expect(endOf(server)).toMatchObject({ state: 'ended' });
  });

  test('an anonymous caller asks for a person, and leaves a number', async () => {
    const server = await openClinic();
    const phone = await callsLine(server, 'anonymous');
    await phone.presses('2');
    await phone.presses('0');
    await phone.hears('Leave us a message');
    await phone.says('My crown came off.');
    await phone.hears('At which number can we reach you?');
    await phone.presses('905321234567#');
    await phone.hears('Is that right?');
    await phone.presses('1');
    await phone.hears('Thank you. We call you within the hour.');
    await phone.isHungUpOn();
    expect(endOf(server)).toMatchObject({ state: 'ended' });
  });

  test('silence is asked about, and ends the call', async () => {
    const server = await openClinic();
    const phone = await callsLine(server, '+447700900124');
    await phone.presses('2');
    await phone.staysSilent();
    await phone.hears('Are you still there?');
    await phone.staysSilent();
    await phone.hears('We have not heard from you.');
    await phone.isHungUpOn();
    expect(endOf(server)).toMatchObject({ state: 'ended' });
  });

  test('at the hours it ships with it says something, whenever it is', async () => {
    const phone = await callsLine(await phoneLine(), '+447700900125');
    await phone.presses('2');
    await phone.hears('Welcome to the Dental Clinic');
    await phone.hears(/press 1/);
    await phone.hangsUp();
    expect(phone.ended).toBe(true);
  });
});
