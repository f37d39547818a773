/** A flow by its nodes; the layout and the rest are of no interest to a test. */
const flow = (id: string, start: string, nodes: { [id: string]: object }) => ({
  format: 2,
  id,
  name: id,
  channels: ['chat'],
  languages: ['en', 'tr', 'fa'],
  zone: 'Europe/Istanbul',
  variables: [],
  start,
  nodes,
  layout: {},
});
const node = (type: string, config: object, exits: { [exit: string]: string }) => ({
  type,
  version: 1,
  name: type,
  config,
  exits,
});

/** Greets, then says every answer back until it is "stop". */
export const echoFlow = flow('echo', 'hello', {
  hello: node('message', { text: { en: 'Welcome', tr: 'Hoş geldiniz', fa: 'خوش آمدید' } }, { done: 'ask' }),
  ask: node('kit-echo', { question: 'Say something' }, { stop: 'end' }),
  end: node('end', {}, {}),
});

/** The same, but the answers must not be shown. */
export const secretFlow = flow('secret', 'ask', {
  ask: node('kit-echo', { question: 'Your card number?', sensitive: true }, { stop: 'end' }),
  end: node('end', {}, {}),
});

/** Says something and ends at once. */
export const closedFlow = flow('closed', 'hello', {
  hello: node('message', { text: { en: 'We are closed' } }, { done: 'end' }),
  end: node('end', {}, {}),
});

/** A dental clinic: buttons, and an answer to each. */
export const clinicFlow = flow('clinic', 'hello', {
  hello: node(
    'message',
    {
      text: {
        en: 'Welcome to the dental clinic. Opening hours: https://clinic.example/hours',
        tr: 'Diş kliniğimize hoş geldiniz. Çalışma saatleri: https://clinic.example/saatler',
        fa: 'به کلینیک دندان‌پزشکی خوش آمدید.',
      },
    },
    { done: 'menu' },
  ),
  menu: node(
    'menu',
    {
      prompt: { en: 'How can we help?', tr: 'Size nasıl yardımcı olabiliriz?', fa: 'چه کمکی از ما برمی‌آید؟' },
      options: [
        {
          id: 'visit',
          label: { en: 'Book a visit', tr: 'Randevu al', fa: 'گرفتن نوبت' },
          words: { en: ['visit'] },
        },
        { id: 'prices', label: { en: 'Prices', tr: 'Fiyatlar', fa: 'قیمت‌ها' } },
        { id: 'bye', label: { en: 'That is all', tr: 'Hepsi bu kadar', fa: 'همین بود' } },
      ],
      attempts: 10,
      noMatchPrompt: {
        en: 'I did not get that.',
        tr: 'Bunu anlayamadım.',
        fa: 'متوجه نشدم.',
      },
    },
    { visit: 'visit', prices: 'prices', bye: 'bye', noInput: 'bye', noMatch: 'bye' },
  ),
  visit: node(
    'message',
    {
      text: {
        en: 'Tomorrow at 10:00 is free. We will call you to confirm.',
        tr: 'Yarın saat 10.00 uygun. Onaylamak için sizi arayacağız.',
        fa: 'فردا ساعت ۱۰:۰۰ وقت آزاد داریم. برای تأیید تماس می‌گیریم.',
      },
    },
    { done: 'menu' },
  ),
  prices: node(
    'message',
    {
      text: {
        en: 'A check-up is 900 TRY, a cleaning 1,800 TRY.',
        tr: 'Muayene 900 TL, diş temizliği 1.800 TL.',
        fa: 'معاینه ۹۰۰ لیر و جرم‌گیری ۱۸۰۰ لیر است.',
      },
    },
    { done: 'menu' },
  ),
  bye: node('message', { text: { en: 'Goodbye!', tr: 'Hoşça kalın!', fa: 'خدانگهدار!' } }, { done: 'end' }),
  end: node('end', {}, {}),
});
