import type { Example } from '../../runtime/engine/index.ts';

const answered = { comparisons: [{ left: { variable: 'answer' }, operator: 'isNotEmpty' }] };

/** Examples of the node type. Their loops are empty: what leaves by `loop` comes straight back. */
export const EXAMPLES: Example[] = [
  {
    name: 'Twice',
    config: { mode: 'count', times: 2 },
    transcript: [{ takes: 'loop' }, { takes: 'loop' }, { takes: 'done' }],
  },
  {
    name: 'Until there is an answer',
    config: { mode: 'until', until: answered },
    variables: { answer: 'yes' },
    transcript: [{ takes: 'done' }],
  },
  {
    name: 'No answer in three rounds',
    config: { mode: 'until', until: answered, maxRounds: 3 },
    variables: { answer: '' },
    transcript: [{ takes: 'loop' }, { takes: 'loop' }, { takes: 'loop' }, { takes: 'limit' }],
  },
  {
    name: 'For each order',
    config: { mode: 'forEach', list: { variable: 'orders' }, item: 'order' },
    variables: { orders: ['A-1', 'A-2'], order: '' },
    transcript: [{ takes: 'loop' }, { takes: 'loop' }, { takes: 'done' }],
  },
  {
    name: 'More orders than rounds',
    config: { mode: 'forEach', list: { variable: 'orders' }, item: 'order', maxRounds: 1 },
    variables: { orders: ['A-1', 'A-2'], order: '' },
    transcript: [{ takes: 'loop' }, { takes: 'limit' }],
  },
];
