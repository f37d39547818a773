import { test } from 'vitest';
import { MOBILE, clinicAt, clinicInEnglish } from './visits.ts';

/** How the clinic finds the language. */
export function languages(): void {
  test('is asked once on the phone, in both languages, and remembered', () => {
    clinicAt()
      .calls(MOBILE)
      .hears('Türkçe için 1, for English press 2.')
      .presses('2')
      .effect('customer.update', { language: 'en' })
      .hears('Welcome to the Dental Clinic Demo.')
      .speaks('en');
    clinicInEnglish().hears('Welcome to the Dental Clinic Demo.').hears('How can we help you?');
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
}
