import type { FlowDefinition } from '../../../runtime/engine/index.ts';
import { flowOf, node } from '../../kit/flow-builder.ts';
import { ask } from './rounds-of-ten.ts';

/** The conversation that ends: it greets and offers a choice, asks a question, and says good-bye. */
export const threeTurns = (): FlowDefinition =>
  flowOf(
    {
      welcome: node('message', { text: { en: 'Welcome to the clinic.' } }, { done: 'menu' }),
      menu: node('menu', menu, {
        appointment: 'appointment',
        prices: 'prices',
        person: 'appointment',
        noInput: 'bye',
        noMatch: 'bye',
      }),
      appointment: node('message', { text: { en: 'Let us find a time for you.' } }, { done: 'when' }),
      prices: node('message', { text: { en: 'A check-up is 40, a cleaning 60.' } }, { done: 'when' }),
      when: ask('When would you like to come?', 'time', 'noted', 'bye'),
      noted: node(
        'set-variables',
        { set: [{ variable: 'kind', to: { value: 'appointment' } }] },
        { done: 'thanks' },
      ),
      thanks: node('message', { text: { en: 'We have noted {{ time }}. See you then.' } }, { done: 'bye' }),
      bye: node('end', {}),
    },
    {
      id: 'three',
      channels: ['api'],
      variables: [
        { name: 'time', type: 'text', initial: '' },
        { name: 'kind', type: 'text', initial: '' },
      ],
    },
  );

const menu = {
  prompt: { en: 'For an appointment press 1, for prices 2, for a person 0.' },
  options: [
    { id: 'appointment', label: { en: 'Appointment' }, key: '1' },
    { id: 'prices', label: { en: 'Prices' }, key: '2' },
    { id: 'person', label: { en: 'A person' }, key: '0' },
  ],
  announceKeys: false,
};
