import type { Example } from '../../runtime/engine/index.ts';

export const EXAMPLES: Example[] = [
  {
    name: 'Somebody is identified elsewhere',
    config: {
      flow: 'identify',
      inputs: { birthday: { variable: 'birthday' } },
      outputs: [{ from: 'account', to: 'account' }],
      outcomes: ['identified', 'refused'],
    },
    variables: { birthday: '1990-05-01', account: '' },
    transcript: [
      { returns: { outcome: 'identified', outputs: { account: 'TR-77' } } },
      { takes: 'identified' },
    ],
  },
  {
    name: 'Another outcome',
    config: { flow: 'identify', outcomes: ['identified', 'refused'] },
    transcript: [{ returns: { outcome: 'refused' } }, { takes: 'refused' }],
  },
  {
    name: 'A flow that simply ends, in a pinned version',
    config: { flow: 'survey', version: 2 },
    transcript: [{ returns: { outcome: 'completed' } }, { takes: 'completed' }],
  },
  {
    name: 'An outcome nobody has drawn',
    config: { flow: 'identify', outcomes: ['identified'] },
    transcript: [{ returns: { outcome: 'locked' } }, { takes: 'failed' }],
  },
  {
    name: 'An input that cannot be worked out',
    config: { flow: 'pay', inputs: { amount: { template: '{{ due | money: currency }}' } } },
    variables: { due: 10, currency: '' },
    transcript: [{ takes: 'failed' }],
  },
];
