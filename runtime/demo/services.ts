import { Hono } from 'hono';
import type { Services } from '../egress/guarded-call.ts';
import { demoRoutes as prices, PRICES_HOST } from './prices.ts';

/** Names by which templates know the services they show: no name server knows them, and only the allow-list opens them. */
export const DEMO_HOSTS = [
  { host: PRICES_HOST, note: 'The price list of the demo clinic' },
  { host: 'bank.demo.internal', note: 'Blocks cards, for the template of a bank' },
  { host: 'parcels.demo.internal', note: 'Knows parcels, for the template of a carrier' },
  { host: 'flights.demo.internal', note: 'Knows flights, for the template of an airline' },
] as const;

/** The last digit decides, so that everybody can see every answer. */
const lastOf = (number: string): number => Number(number.at(-1));

const bank = new Hono().post('/blocks', async (c) => {
  const { lastFour = '' } = await c.req.json<{ lastFour?: string }>();
  return lastOf(lastFour) === 0 ? c.notFound() : c.json({ reference: `B-${lastFour}` });
});

const PARCELS = [
  { status: 'delivered', place: 'Bangsar', day: '2026-03-02' },
  { status: 'on-the-way', place: 'Ipoh', day: '2026-03-04' },
  { status: 'pick-up', place: 'Pudu', day: '2026-03-09' },
  { status: 'late', place: 'Johor Bahru', day: '2026-02-25' },
];
const parcels = new Hono().get('/parcels/:number', (c) => {
  const digit = lastOf(c.req.param('number'));
  return digit === 0 ? c.notFound() : c.json(PARCELS[digit % PARCELS.length]!);
});

const FLIGHTS = [
  { status: 'cancelled', until: '', next: '18:40' },
  { status: 'late', until: '16:15', next: '18:40' },
  { status: 'on-time', until: '', next: '18:40' },
];
const flights = new Hono().get('/flights/:number', (c) => {
  const digit = lastOf(c.req.param('number'));
  return digit === 0 ? c.notFound() : c.json(FLIGHTS[digit % FLIGHTS.length]!);
});

/** The services of the demo, answered inside this process: they work on any port and open none. */
export const demoServices: Services = {
  [PRICES_HOST]: (request) => prices.fetch(request),
  'bank.demo.internal': (request) => bank.fetch(request),
  'parcels.demo.internal': (request) => parcels.fetch(request),
  'flights.demo.internal': (request) => flights.fetch(request),
};
