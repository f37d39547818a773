import { describe, expect, test } from 'vitest';
import { registry } from '../../nodes/index.ts';
import clinic from '../../runtime/demo/clinic.flow.json';
import calendarFile from '../../runtime/demo/clinic-calendar.json';
import { type Calendar, calendarSchema, compile, readFlow, readNodes } from '../../runtime/engine/index.ts';
import { type Scenario, scenario } from '../kit/scenario.ts';

const calendar = calendarSchema.parse(calendarFile);
const MOBILE = '+905321234567';
/** A Monday; the clinic is open from 9 to 18. */
const OPEN = '2026-03-02T11:00:00+03:00';

const opened: Scenario[] = [];

/** The clinic at a time of its own zone. */
function clinicAt(at = OPEN, hours: Calendar = calendar): Scenario {
  const contact = scenario(clinic, { calendars: { 'clinic-hours': hours }, at });
  opened.push(contact);
  return contact;
}

const inTurkish = (at?: string) => clinicAt(at).chats({ language: 'tr' });
const inEnglish = (at?: string) => clinicAt(at).calls(MOBILE, { customer: { id: 'ada', language: 'en' } });
const closed = () => inTurkish('2026-03-02T19:00:00+03:00').hears('hoş geldiniz').hears('Şu anda kapalıyız');
/** English on the phone, up to the question for the number. */
const withDay = () => inEnglish().presses('1').presses('0303').presses('2');
/** Turkish in the chat, up to the question for the number. */
const withMessage = () =>
  inTurkish().chooses('person').hears('sizi arayalım').hears('Konu nedir?').says('Dişim kırıldı');

test('it compiles for phone, chat, SMS and WhatsApp without an issue or a warning', () => {
  const surroundings = { calendarExists: (id: string) => id === calendar.id };
  expect(compile(clinic, registry, surroundings)).toMatchObject({ ok: true, issues: [] });
  expect(clinic.channels).toEqual(['voice', 'chat', 'sms', 'whatsapp']);
});

describe('the language', () => {
  test('is asked once on the phone, in both languages, and remembered', () => {
    clinicAt()
      .calls(MOBILE)
      .hears('Türkçe için 1, for English press 2.')
      .presses('2')
      .effect('customer.update', { language: 'en' })
      .hears('Welcome to the Dental Clinic Demo.')
      .speaks('en');
    inEnglish().hears('Welcome to the Dental Clinic Demo.').hears('How can we help you?');
  });

  test('is asked in the chat with a button for each', () => {
    clinicAt()
      .chats()
      .hears('Hangi dilde devam edelim? Which language would you like?')
      .isOffered(['turkish', 'english'])
      .chooses('turkish')
      .effect('customer.update', { language: 'tr' })
      .hears("Diş Klinik Demo'ya hoş geldiniz.")
      .hears('Size nasıl yardımcı olabiliriz?');
  });

  test('is answered in words on a text message', () => {
    clinicAt().opens('sms').hears('Türkçe için 1, for English reply 2.').says('english').speaks('en');
  });

  test.each([
    ['the region does not matter', 'en-GB', 'en'],
    ['one that is not spoken is asked for', 'fa', 'tr'],
  ])('%s', (_name, language, spoken) => {
    clinicAt()
      .chats({ language })
      .speaks(spoken)
      .isAt(language === 'fa' ? 'ask-language' : 'main');
  });

  test('whoever does not choose goes on in Turkish, and is asked again next time', () => {
    const wrong = clinicAt().calls(MOBILE).presses('9').presses('9');
    wrong.took('ask-language', 'noMatch').hears('hoş geldiniz').speaks('tr');
    clinicAt().calls(MOBILE).staysSilent().staysSilent().took('ask-language', 'noInput').isAt('main');
  });
});

describe('an appointment', () => {
  test('on the phone, in English, by keys, at the number of the caller', () => {
    inEnglish()
      .hears('Welcome')
      .hears('How can we help you? For an appointment, press 1. For prices, press 2. For a person, press 0.')
      .presses('1')
      .hears('On which day would you like to come? Say it, or key in day and month as four digits')
      .presses('2412')
      .hears('For the morning, press 1. For the afternoon, press 2.')
      .presses('1')
      .hears(
        'May we reach you at the number you are calling from: + 9 0 5 3 2 1 2 3 4 5 6 7? For yes, press 1.',
      )
      .presses('1')
      .hears('Your appointment is on Thursday 24 December in the morning, and we reach you at + 9 0 5 3 2')
      .presses('1')
      .hears('Thank you. You are booked for Thursday 24 December in the morning.')
      .ends('booked')
      .noMoreEffects();
  });

  test('in the chat, in Turkish, by words and buttons', () => {
    inTurkish()
      .hears('hoş geldiniz')
      .hears('Size nasıl yardımcı olabiliriz?')
      .says('Randevu almak istiyorum')
      .hears('Hangi gün gelmek istersiniz? Örneğin')
      .says('yarın')
      .hears('Sabah mı, öğleden sonra mı?')
      .chooses('afternoon')
      .hears('Size hangi numaradan ulaşalım?')
      .says('0532 123 45 67')
      .hears('+905321234567, doğru mu?')
      .chooses('yes')
      .hears('Randevunuz 3 Mart Salı, öğleden sonra; size +905321234567 numarasından ulaşacağız. Doğru mu?')
      .variable('day', '2026-03-03')
      .variable('phone', MOBILE)
      .says('evet')
      .hears('Randevunuz alındı: 3 Mart Salı, öğleden sonra.')
      .ends('booked');
  });

  test('is not for yesterday, nor for a Sunday', () => {
    inEnglish()
      .presses('1')
      .says('1 March 2026')
      .hears('That day is over.')
      .says('Sunday')
      .hears('We are closed on Sundays. Please choose another day.')
      .hears('On which day')
      .says('Friday')
      .variable('day', '2026-03-06')
      .isAt('part');
  });

  test('can be put right when it is read back', () => {
    withDay().presses('1').hears('in the afternoon').presses('2').isAt('day');
    withDay()
      .presses('1')
      .staysSilent()
      .hears('Are you still there?')
      .staysSilent()
      .staysSilent()
      .ends('no-answer');
    withDay().presses('1').presses('7').presses('7').presses('7').took('read-back', 'noMatch').isAt('about');
  });

  test.each([
    ['another number is wanted', (it: Scenario) => it.presses('2')],
    ['the answer fits nothing', (it: Scenario) => it.presses('7').presses('8')],
    ['there is no answer', (it: Scenario) => it.staysSilent().staysSilent()],
  ])('asks for a number when %s', (_name, answer) => {
    answer(withDay()).isAt('phone').hears('Key it in, then press the hash key.');
  });

  test('ends kindly when no number can be had', () => {
    const number = (it: Scenario) => it.says('bilmem').hears('Bu bir telefon numarasına benzemiyor.');
    number(withMessage()).says('sonra').says('yok').hears('Numaranızı alamadık.').ends('no-number');
    withMessage().staysSilent().staysSilent().staysSilent().took('phone', 'noInput').ends('no-answer');
  });

  test('goes to a person when the day or the part of the day is not understood', () => {
    inEnglish().presses('1').says('blue').says('blue').says('blue').took('day', 'invalid').isAt('about');
    inEnglish()
      .presses('1')
      .presses('0303')
      .presses('9')
      .presses('9')
      .presses('9')
      .took('part', 'noMatch')
      .isAt('about');
    inEnglish()
      .presses('1')
      .staysSilent()
      .staysSilent()
      .staysSilent()
      .took('day', 'noInput')
      .ends('no-answer');
    inEnglish()
      .presses('1')
      .presses('0303')
      .staysSilent()
      .staysSilent()
      .staysSilent()
      .took('part', 'noInput')
      .ends();
  });
});

describe('the menu', () => {
  test('tells the prices and comes back', () => {
    inEnglish().presses('2').hears('A check-up is TRY 900.00').hears('How can we help you?').isAt('main');
    inTurkish().says('fiyatlar').hears('Muayene ₺900,00').hears('Size nasıl yardımcı olabiliriz?');
  });

  test('hands over to a person at the second wrong key', () => {
    inEnglish()
      .presses('5')
      .hears('That is not one of the choices.')
      .hears('How can we help you?')
      .presses('5')
      .took('main', 'noMatch')
      .hears('All of us are with patients right now.')
      .hears('What is it about?');
  });

  test('does not wait for somebody who is not there', () => {
    inEnglish()
      .staysSilent()
      .hears('Are you still there?')
      .staysSilent()
      .hears('We have not heard')
      .ends('no-answer');
    inTurkish()
      .waits(30 * 60)
      .hears('Hâlâ orada mısınız?')
      .waits(30 * 60)
      .ends('no-answer');
  });
});

describe('a person', () => {
  test('takes a message in the chat and promises to call', () => {
    withMessage()
      .variable('about', 'Dişim kırıldı')
      .says('0532 123 45 67')
      .says('evet')
      .hears('Sizi bir saat içinde arayacağız.')
      .ends('call-promised');
  });

  test('takes a message by speech on the phone', () => {
    inEnglish()
      .presses('0')
      .hears('All of us')
      .hears('Say it in one sentence.')
      .says('My tooth broke')
      .presses('1')
      .hears('within the hour')
      .ends('call-promised');
  });

  test.each([
    ['somebody would rather not say', 'refused', (it: Scenario) => it.says('söylemek istemiyorum')],
    ['there are no words', 'noInput', (it: Scenario) => it.staysSilent().staysSilent()],
    [
      'it never ends',
      'invalid',
      (it: Scenario) => it.says('a '.repeat(400)).hears('bir cümle yeter').says('b '.repeat(400)),
    ],
  ])('does without the message when %s', (_name, exit, answer) => {
    answer(inTurkish().chooses('person')).took('about', exit).hears('Size hangi numaradan ulaşalım?');
  });
});

describe('the hours', () => {
  test.each([
    ['just before closing', '2026-03-02T17:59:00+03:00', 'main'],
    ['at closing', '2026-03-02T18:00:00+03:00', 'after-hours'],
    ['just after closing', '2026-03-02T18:01:00+03:00', 'after-hours'],
    ['just before opening', '2026-03-02T08:59:59+03:00', 'after-hours'],
    ['at opening', '2026-03-02T09:00:00+03:00', 'main'],
    ['on Saturday', '2026-03-07T13:59:00+03:00', 'main'],
    ['on Saturday afternoon', '2026-03-07T14:00:00+03:00', 'after-hours'],
    ['on Sunday', '2026-03-08T11:00:00+03:00', 'after-hours'],
    // Elsewhere in Europe the clocks change on these nights; in Istanbul they have not since 2016.
    ['on the Monday after clocks went forward elsewhere', '2026-03-30T09:00:00+03:00', 'main'],
    ['on the Monday after clocks went back elsewhere', '2026-10-26T08:59:00+03:00', 'after-hours'],
  ])('%s', (_name, at, node) => {
    inTurkish(at).isAt(node);
  });

  test.each([
    ['the same day', '2026-03-02T08:00:00+03:00', 'Bugün saat 09:00 itibarıyla'],
    ['the next morning', '2026-03-02T18:01:00+03:00', '3 Mart Salı günü saat 09:00 itibarıyla'],
    ['over the weekend', '2026-03-07T14:00:00+03:00', '9 Mart Pazartesi günü saat 09:00 itibarıyla'],
  ])('tell in Turkish when it opens: %s', (_name, at, words) => {
    inTurkish(at).hears('hoş geldiniz').hears(words);
  });

  test('tell in English when it opens', () => {
    inEnglish('2026-03-02T08:00:00+03:00').hears('Welcome').hears('We open again today at 9:00 AM.');
    inEnglish('2026-03-06T18:00:00+03:00')
      .hears('Welcome')
      .hears('We open again on Saturday 7 March at 10:00 AM.');
  });

  test('name the holiday', () => {
    inTurkish('2026-04-23T11:00:00+03:00')
      .hears('hoş geldiniz')
      .hears('Bugün Ulusal Egemenlik ve Çocuk Bayramı nedeniyle kapalıyız. 24 Nisan Cuma günü saat 09:00')
      .hears('Açılınca sizi arayalım mı?')
      .isAt('after-hours');
  });

  test('give way to an emergency', () => {
    const emergency = { on: true, reason: 'su baskını' };
    clinicAt(OPEN, { ...calendar, emergency })
      .chats({ language: 'tr' })
      .hears('hoş geldiniz')
      .hears('Kliniğimiz beklenmedik bir nedenle kapalı: su baskını.')
      .ends('emergency');
  });

  test('promise a call at opening to whoever wants one', () => {
    closed()
      .hears('Açılınca')
      .chooses('yes')
      .says('Diş ağrısı')
      .says('05321234567')
      .chooses('yes')
      .hears('Açılır açılmaz sizi arayacağız.')
      .ends('call-promised');
    closed().chooses('no').hears('hoşça kalın').ends('closed');
    closed().says('belki').says('belki').took('after-hours', 'noMatch').ends('closed');
    closed().staysSilent().staysSilent().ends('no-answer');
  });
});

describe('whoever leaves', () => {
  test('is called if there is a number', () => {
    withDay().presses('1').leaves().took('left-halfway', 'can-call').ends('call-promised').noMoreEffects();
  });

  test('is let go if there is none', () => {
    inTurkish().leaves().took('left-halfway', 'else').ends('abandoned').noMoreEffects();
  });
});

test('what breaks ends with an apology, not in silence', () => {
  const number = `+${'9'.repeat(20_000)}`;
  const caller = clinicAt().calls(number, { customer: { id: 'ada', language: 'en' } });
  caller.presses('1').presses('0303').presses('1').hears('Something went wrong on our side').ends('trouble');
});

test('every exit of every node has been taken above', () => {
  const read = readFlow(clinic);
  if (!read.ok) throw new Error('the demo is no flow document');
  const exits = [...readNodes(read.flow, registry, {}).nodes.values()].flatMap((node) =>
    node.exits.map((exit) => `${node.id}.${exit.id}`),
  );
  const taken = new Set(opened.flatMap((contact) => [...contact.ways]));
  expect(exits.filter((exit) => !taken.has(exit))).toEqual([]);
});
