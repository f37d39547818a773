import { describe, test } from 'vitest';
import { clinicAt, clinicInTurkish, clinicInEnglish } from './visits.ts';

/** How it ends when it does not go well. */
export function endings(): void {
  /** English on the phone, up to the question for the number. */
  const clinicWithDay = () => clinicInEnglish().presses('1').presses('0303').presses('2');
  describe('whoever leaves', () => {
    test('is called if there is a number', () => {
      clinicWithDay()
        .presses('1')
        .leaves()
        .took('left-halfway', 'can-call')
        .ends('call-promised')
        .noMoreEffects();
    });

    test('is let go if there is none', () => {
      clinicInTurkish().leaves().took('left-halfway', 'else').ends('abandoned').noMoreEffects();
    });
  });

  test('what breaks ends with an apology, not in silence', () => {
    const number = `+${'9'.repeat(20_000)}`;
    const caller = clinicAt().calls(number, { customer: { id: 'ada', language: 'en' } });
    caller
      .presses('1')
      .presses('0303')
      .presses('1')
      .hears('Something went wrong on our side')
      .ends('trouble');
  });
}
