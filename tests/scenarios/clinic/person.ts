import { describe, test } from 'vitest';
import type { Scenario } from '../../kit/scenario.ts';
import { clinicInTurkish, clinicInEnglish, clinicAfter } from './visits.ts';

/** The menu, and how a person is reached. */
export function persons(): void {
  /** Turkish in the chat, up to the question for the number. */
  const clinicWithMessage = () =>
    clinicInTurkish().chooses('person').hears('sizi arayalım').hears('Konu nedir?').says('Dişim kırıldı');
  describe('the menu', () => {
    test('hands over to a person at the second wrong key', () => {
      clinicInEnglish()
        .presses('5')
        .hears('That is not one of the choices.')
        .hears('How can we help you?')
        .presses('5')
        .took('main', 'noMatch')
        .hears('All of us are with patients right now.')
        .hears('What is it about?');
    });

    test('does not wait for somebody who is not there', () => {
      clinicInEnglish()
        .staysSilent()
        .hears('Are you still there?')
        .staysSilent()
        .hears('We have not heard')
        .ends('no-answer');
      clinicInTurkish()
        .waits(30 * 60)
        .hears('Hâlâ orada mısınız?')
        .waits(30 * 60)
        .ends('no-answer');
    });
  });

  describe('a person', () => {
    test('takes a message in the chat and promises to call', () => {
      clinicWithMessage()
        .variable('about', 'Dişim kırıldı')
        .says('0532 123 45 67')
        .says('evet')
        .hears('Sizi bir saat içinde arayacağız.')
        .ends('call-promised');
    });

    test('takes a message by speech on the phone', () => {
      clinicInEnglish()
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
      clinicAfter(answer, clinicInTurkish().chooses('person'))
        .took('about', exit)
        .hears('Size hangi numaradan ulaşalım?');
    });
  });
}
