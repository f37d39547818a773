import type { Example } from '../../runtime/engine/index.ts';

const IN_WRITING: Example['channels'] = ['chat', 'sms', 'whatsapp', 'email'];

export const EXAMPLES: Example[] = [
  {
    name: 'Two days, with a reminder after one',
    config: {
      for: { days: 2 },
      reminders: [{ after: { days: 1 }, text: { en: 'We are still waiting for your document.' } }],
      saveTo: 'reply',
    },
    channels: IN_WRITING,
    variables: { reply: '' },
    transcript: [
      { waits: 24 * 3600 },
      { hears: 'We are still waiting for your document.' },
      { says: 'here it is' },
      { takes: 'returned' },
    ],
  },
  {
    name: 'Nobody comes back',
    config: {
      for: { days: 2 },
      reminders: [{ after: { days: 1 }, text: { en: 'We are still waiting for your document.' } }],
    },
    channels: IN_WRITING,
    transcript: [
      { waits: 24 * 3600 },
      { hears: 'We are still waiting' },
      { waits: 24 * 3600 },
      { takes: 'expired' },
    ],
  },
  {
    name: 'Until a date',
    config: { until: { variable: 'appointment' } },
    channels: IN_WRITING,
    variables: { appointment: '2026-03-05' },
    transcript: [{ waits: 3 * 24 * 3600 }, { takes: 'expired' }],
  },
  {
    name: 'Half a minute on the phone, to look for a card',
    config: { for: { seconds: 30 } },
    channel: 'voice',
    transcript: [{ says: 'I have it' }, { takes: 'returned' }],
  },
  {
    name: 'Silence on the phone',
    config: { for: { seconds: 30 } },
    channel: 'voice',
    transcript: [{ silent: true }, { takes: 'expired' }],
  },
];
