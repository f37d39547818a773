import { test } from 'vitest';
import { calendar, OPEN, clinicAt, clinicInTurkish, clinicInEnglish } from './visits.ts';

/** What the opening hours change. */
export function openingHours(): void {
  const clinicClosed = () =>
    clinicInTurkish('2026-03-02T19:00:00+03:00').hears('hoş geldiniz').hears('Şu anda kapalıyız');

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
    clinicInTurkish(at).isAt(node);
  });

  test.each([
    ['the same day', '2026-03-02T08:00:00+03:00', 'Bugün saat 09:00 itibarıyla'],
    ['the next morning', '2026-03-02T18:01:00+03:00', '3 Mart Salı günü saat 09:00 itibarıyla'],
    ['over the weekend', '2026-03-07T14:00:00+03:00', '9 Mart Pazartesi günü saat 09:00 itibarıyla'],
  ])('tell in Turkish when it opens: %s', (_name, at, words) => {
    clinicInTurkish(at).hears('hoş geldiniz').hears(words);
  });

  test('tell in English when it opens', () => {
    clinicInEnglish('2026-03-02T08:00:00+03:00').hears('Welcome').hears('We open again today at 9:00 AM.');
    clinicInEnglish('2026-03-06T18:00:00+03:00')
      .hears('Welcome')
      .hears('We open again on Saturday 7 March at 10:00 AM.');
  });

  test('name the holiday', () => {
    clinicInTurkish('2026-04-23T11:00:00+03:00')
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
    clinicClosed()
      .hears('Açılınca')
      .chooses('yes')
      .says('Diş ağrısı')
      .says('05321234567')
      .chooses('yes')
      .hears('Açılır açılmaz sizi arayacağız.')
      .ends('call-promised');
    clinicClosed().chooses('no').hears('hoşça kalın').ends('closed');
    clinicClosed().says('belki').says('belki').took('after-hours', 'noMatch').ends('closed');
    clinicClosed().staysSilent().staysSilent().ends('no-answer');
  });
}
