import { type Context, Hono } from 'hono';
import { dataAnswers, type Host } from '../adapter.ts';
import { readBody } from './read-body.ts';
import { type Asked, takeDeliveries, takeMessages } from './take.ts';

/** Where the other side's requests arrive. */
export function httpRoutes(host: Host): Hono {
  const routes = new Hono();
  const answer = dataAnswers(host.publicUrl);
  routes.post('/:connection/messages', async (c) => answer(await takeMessages(host, askedIn(c))));
  routes.post('/:connection/deliveries', async (c) => answer(await takeDeliveries(host, askedIn(c))));
  return routes;
}

const askedIn = (c: Context): Asked => ({
  connection: c.req.param('connection') ?? '',
  credentials: {
    authorization: c.req.header('authorization'),
    id: c.req.header('webhook-id'),
    timestamp: c.req.header('webhook-timestamp'),
    signature: c.req.header('webhook-signature'),
  },
  contentType: c.req.header('content-type'),
  body: () => readBody(c.req.raw),
});
