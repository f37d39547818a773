import { test } from 'vitest';
import type { Scenario } from '../../kit/scenario.ts';
import { MOBILE, clinicInTurkish, clinicInEnglish, clinicAfter } from './visits.ts';

/** How an appointment is made. */
export function appointments(): void {
  /** English on the phone, up to the question for the number. */
  const clinicWithDay = () => clinicInEnglish().presses('1').presses('0303').presses('2');
  /** Turkish in the chat, up to the question for the number. */
  const clinicWithMessage = () =>
    clinicInTurkish().chooses('person').hears('sizi arayalım').hears('Konu nedir?').says('Dişim kırıldı');

  test('on the phone, in English, by keys, at the number of the caller', () => {
    clinicInEnglish()
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
    clinicInTurkish()
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
    clinicInEnglish()
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
    clinicWithDay().presses('1').hears('in the afternoon').presses('2').isAt('day');
    clinicWithDay()
      .presses('1')
      .staysSilent()
      .hears('Are you still there?')
      .staysSilent()
      .staysSilent()
      .ends('no-answer');
    clinicWithDay()
      .presses('1')
      .presses('7')
      .presses('7')
      .presses('7')
      .took('read-back', 'noMatch')
      .isAt('about');
  });

  test.each([
    ['another number is wanted', (it: Scenario) => it.presses('2')],
    ['the answer fits nothing', (it: Scenario) => it.presses('7').presses('8')],
    ['there is no answer', (it: Scenario) => it.staysSilent().staysSilent()],
  ])('asks for a number when %s', (_name, answer) => {
    clinicAfter(answer, clinicWithDay()).isAt('phone').hears('Key it in, then press the hash key.');
  });

  test('ends kindly when no number can be had', () => {
    const number = (it: Scenario) => it.says('bilmem').hears('Bu bir telefon numarasına benzemiyor.');
    clinicAfter(number, clinicWithMessage())
      .says('sonra')
      .says('yok')
      .hears('Numaranızı alamadık.')
      .ends('no-number');
    clinicWithMessage().staysSilent().staysSilent().staysSilent().took('phone', 'noInput').ends('no-answer');
  });

  test('goes to a person when the day or the part of the day is not understood', () => {
    clinicInEnglish()
      .presses('1')
      .says('blue')
      .says('blue')
      .says('blue')
      .took('day', 'invalid')
      .isAt('about');
    clinicInEnglish()
      .presses('1')
      .presses('0303')
      .presses('9')
      .presses('9')
      .presses('9')
      .took('part', 'noMatch')
      .isAt('about');
    clinicInEnglish()
      .presses('1')
      .staysSilent()
      .staysSilent()
      .staysSilent()
      .took('day', 'noInput')
      .ends('no-answer');
    clinicInEnglish()
      .presses('1')
      .presses('0303')
      .staysSilent()
      .staysSilent()
      .staysSilent()
      .took('part', 'noInput')
      .ends();
  });
}
