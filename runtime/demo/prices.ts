import { Hono } from 'hono';

/** Name by which flows know the price service; no name server knows it, and only the allow-list opens it. */
export const PRICES_HOST = 'prices.clinic.internal';

const ITEMS = [
  { name: { tr: 'muayene', en: 'check-up' }, price: 900, currency: 'TRY' },
  { name: { tr: 'diş temizliği', en: 'cleaning' }, price: 1500, currency: 'TRY' },
  { name: { tr: 'dolgu', en: 'filling' }, price: 2400, currency: 'TRY' },
];

/** The clinic's price list as a service of its own: to be looked at below `/demo`, and to be asked by flows. */
export const demoRoutes = new Hono().get('/prices.json', (c) => c.json({ items: ITEMS }));
