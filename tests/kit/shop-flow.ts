import type { FlowDefinition } from '../../runtime/engine/index.ts';
import { flowOf, node } from './flow-builder.ts';

const REQUEST_EXITS = ['notFound', 'clientError', 'serverError', 'timeout', 'failed'];
const OPTIONS = ['price', 'later', 'tea', 'coffee'];
const titled = (id: string) => id.charAt(0).toUpperCase() + id.slice(1);

/** A flow that asks everything of its world: hours, chance, the customer's record, a price of another service, a week. */
export const shopFlow: FlowDefinition = flowOf(
  {
    hours: node(
      'hours',
      { calendar: 'clinic-hours' },
      { open: 'draw', closed: 'shut', holiday: 'shut', emergency: 'alarm' },
    ),
    shut: node('end', { reason: 'shut', text: { en: 'We are closed.' } }),
    alarm: node('end', { reason: 'alarm', text: { en: 'There is an emergency.' } }),
    draw: node(
      'split',
      {
        arms: [
          { id: 'red', label: 'Red', percent: 50 },
          { id: 'blue', label: 'Blue', percent: 50 },
        ],
        sticky: false,
      },
      { red: 'red', blue: 'blue' },
    ),
    red: node('message', { text: { en: 'It is a red day.' } }, { done: 'hello' }),
    blue: node('message', { text: { en: 'It is a blue day.' } }, { done: 'hello' }),
    hello: node(
      'message',
      { text: { en: 'Hello {{ customer.name }} of {{ customer.city }}.' } },
      { done: 'ask' },
    ),
    ask: node(
      'menu',
      {
        prompt: { en: 'What would you like?' },
        options: OPTIONS.map((id, at) => ({ id, label: { en: titled(id) }, key: String(at + 1) })),
      },
      { price: 'price', later: 'later', tea: 'bye', coffee: 'bye', noInput: 'bye', noMatch: 'bye' },
    ),
    price: node(
      'http-request',
      {
        url: 'https://prices.clinic.internal/prices.json',
        mapping: [{ from: 'items.0.price', variable: 'price' }],
      },
      { success: 'costs', ...Object.fromEntries(REQUEST_EXITS.map((exit) => [exit, 'nothing'])) },
    ),
    costs: node('message', { text: { en: 'It costs {{ price }}.' } }, { done: 'ask' }),
    nothing: node('message', { text: { en: 'Nobody knows the price.' } }, { done: 'ask' }),
    later: node('wait', { for: { days: 7 } }, { expired: 'week', returned: 'ask' }),
    week: node('message', { text: { en: 'A week has passed.' } }, { done: 'ask' }),
    bye: node('end', { reason: 'done' }),
  },
  {
    id: 'shop',
    name: 'Shop',
    channels: ['whatsapp', 'sms'],
    variables: [{ name: 'price', type: 'number' }],
  },
);
