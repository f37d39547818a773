import { expect, test } from 'vitest';
import { demoRoutes } from '../../../runtime/demo/prices.ts';
import clinic from '../../../runtime/demo/clinic.flow.json';
import type { Scenario } from '../../kit/scenario.ts';
import { clinicAfter, clinicInEnglish, clinicInTurkish } from './visits.ts';

/** The price list, which another service keeps. */
export function pricesAsked(): void {
  test('are told as the service gives them, and the menu comes back', () => {
    clinicInEnglish()
      .presses('2')
      .effect('http.request', { method: 'GET', url: 'https://prices.clinic.internal/prices.json' })
      .worldAnswers()
      .hears('A check-up is TRY 900.00, a cleaning TRY 1,500.00, a filling TRY 2,400.00.')
      .hears('How can we help you?')
      .isAt('main');
    clinicInTurkish()
      .says('fiyatlar')
      .worldAnswers()
      .hears('Muayene ₺900,00, diş temizliği ₺1.500,00, dolgu ₺2.400,00.')
      .hears('Size nasıl yardımcı olabiliriz?');
  });

  test('are the same in the stand-in as in the service', async () => {
    const response = await demoRoutes.request('/prices.json');
    expect(clinic.nodes.prices.config.mock.body).toEqual(await response.json());
  });

  test.each([
    ['notFound', (it: Scenario) => it.effectSucceeds({ status: 404, ok: false, body: null })],
    ['clientError', (it: Scenario) => it.effectSucceeds({ status: 403, ok: false, body: null })],
    ['serverError', (it: Scenario) => it.effectSucceeds({ status: 500, ok: false, body: null })],
    ['timeout', (it: Scenario) => it.waits(20)],
    ['failed', (it: Scenario) => it.effectSucceeds({ status: 200, ok: true, body: { items: 'none' } })],
  ])('are promised by a colleague when the service says %s', (exit, answer) => {
    clinicAfter(answer, clinicInTurkish().chooses('prices'))
      .took('prices', exit)
      .hears('Fiyat listemize şu anda ulaşamıyorum.')
      .hears('Size nasıl yardımcı olabiliriz?')
      .isAt('main');
  });
}
