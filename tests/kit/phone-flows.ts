import type { FlowDefinition } from '../../runtime/engine/index.ts';
import { flowOf, node } from './flow-builder.ts';

/** A clinic on the phone: a menu in two languages, a person to be put through to, and a message that is waited for. */
export const phoneClinic: FlowDefinition = flowOf(
  {
    language: node(
      'menu',
      {
        prompt: { en: 'For English, press 1. Türkçe için 2 tuşuna basın.' },
        options: [
          { id: 'english', label: { en: 'English', tr: 'English' }, key: '1' },
          { id: 'turkish', label: { en: 'Türkçe', tr: 'Türkçe' }, key: '2' },
        ],
        announceKeys: false,
      },
      { english: 'menu', turkish: 'turkish', noInput: 'menu', noMatch: 'menu' },
    ),
    turkish: node('set-language', { language: { value: 'tr' } }, { done: 'menu' }),
    menu: node(
      'menu',
      {
        prompt: { en: 'How can we help?', tr: 'Nasıl yardımcı olabiliriz?' },
        options: [
          { id: 'appointment', label: { en: 'Appointment', tr: 'Randevu' }, key: '1' },
          { id: 'prices', label: { en: 'Prices', tr: 'Fiyatlar' }, key: '2' },
          { id: 'person', label: { en: 'A person', tr: 'Bir kişi' }, key: '0' },
        ],
        attempts: 2,
        noInputPrompt: { en: 'Are you there?', tr: 'Orada mısınız?' },
        noMatchPrompt: { en: 'That is none of them.', tr: 'Bu seçeneklerden biri değil.' },
      },
      { appointment: 'booked', prices: 'prices', person: 'person', noInput: 'bye', noMatch: 'bye' },
    ),
    prices: node(
      'message',
      { text: { en: 'A check-up is 900 lira.', tr: 'Muayene 900 lira.' } },
      { done: 'menu' },
    ),
    booked: node(
      'message',
      { text: { en: 'We are looking for a time.', tr: 'Uygun bir saat arıyoruz.' }, confirmDelivery: true },
      { done: 'bye', undeliverable: 'bye' },
    ),
    person: node(
      'transfer',
      {
        to: { value: '+902125550102' },
        text: { en: 'We are connecting you.', tr: 'Sizi bağlıyoruz.' },
      },
      { completed: 'bye', busy: 'engaged', noAnswer: 'engaged', failed: 'engaged' },
    ),
    engaged: node(
      'message',
      { text: { en: 'Nobody is free.', tr: 'Şu anda kimse müsait değil.' } },
      { done: 'menu' },
    ),
    bye: node('end', { text: { en: 'Goodbye.', tr: 'Hoşça kalın.' } }),
  },
  { id: 'phone-clinic', channels: ['voice'], languages: ['en', 'tr'] },
);
