import type { Example } from '../../runtime/engine/index.ts';

const prices = (): Record<string, unknown> => ({
  url: 'https://api.example.com/prices/{{ treatment }}',
  mapping: [
    { from: 'price', variable: 'price' },
    { from: '/currency', variable: 'currency' },
  ],
  mock: { status: 200, body: { price: 950, currency: 'TRY' } },
});
const variables = { treatment: 'cleaning', price: 0, currency: '' };

export const examples: Example[] = [
  {
    name: 'A price, asked of the price service',
    config: prices(),
    variables,
    transcript: [
      { effect: 'succeeded', result: { status: 200, ok: true, body: { price: 950, currency: 'TRY' } } },
      { takes: 'success' },
    ],
  },
  {
    name: 'An appointment, sent as JSON with a credential; a repeat does no harm',
    config: {
      method: 'POST',
      url: 'https://api.example.com/appointments',
      credential: 'calendar',
      headers: [{ name: 'Accept-Language', value: '{{ language }}' }],
      body: { as: 'json', value: { customer: '{{ customer.id }}', treatment: '{{ treatment }}' } },
      retries: 2,
      repeatable: true,
      mapping: [{ from: 'reference', variable: 'reference' }],
      mock: { status: 201, body: { reference: 'A-17' } },
    },
    variables: { treatment: 'cleaning', reference: '' },
    transcript: [
      { effect: 'succeeded', result: { status: 201, ok: true, body: { reference: 'A-17' } } },
      { takes: 'success' },
    ],
  },
  {
    name: 'Nothing of that name',
    config: { ...prices(), mock: { status: 404 } },
    variables,
    transcript: [
      { effect: 'succeeded', result: { status: 404, ok: false, body: null } },
      { takes: 'notFound' },
    ],
  },
  {
    name: 'The other side does not like the request',
    config: { ...prices(), mock: { status: 422 } },
    variables,
    transcript: [
      { effect: 'succeeded', result: { status: 422, ok: false, body: null } },
      { takes: 'clientError' },
    ],
  },
  {
    name: 'The other side has a problem of its own',
    config: { ...prices(), mock: { status: 503 } },
    variables,
    transcript: [
      { effect: 'succeeded', result: { status: 503, ok: false, body: null } },
      { takes: 'serverError' },
    ],
  },
  {
    name: 'No answer in time',
    config: { ...prices(), timeoutSeconds: 5 },
    variables,
    channel: 'voice',
    transcript: [{ waits: 20 }, { takes: 'timeout' }],
  },
  {
    name: 'The host cannot be reached',
    config: { ...prices(), mock: { outcome: 'unreachable' } },
    variables,
    transcript: [{ effect: 'failed' }, { takes: 'failed' }],
  },
  {
    name: 'An answer that is not what was agreed',
    config: prices(),
    variables,
    transcript: [
      {
        effect: 'succeeded',
        result: { status: 200, ok: true, body: { price: 'on request', currency: 'TRY' } },
      },
      { takes: 'failed' },
    ],
  },
];
