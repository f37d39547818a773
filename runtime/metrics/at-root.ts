import { Hono } from 'hono';
import type { HttpBindings } from '@hono/node-server';
import ipaddr from 'ipaddr.js';
import { isLoopback } from '../own-address.ts';
import type { Metrics } from './metrics.ts';

/** Headers by which proxies tell whom they ask for. */
const FORWARDED = ['forwarded', 'x-forwarded-for', 'x-real-ip', 'via'];

/**
 * `/metrics`, where scrapers look. It is the route of the API under another address, so the same row of the access matrix
 * decides; and if the settings say so, it answers whoever asks from this machine.
 * @param ask hands a request to the API
 */
export function metricsAtRoot(
  metrics: Pick<Metrics, 'text'>,
  open: 'token' | 'loopback',
  ask: (request: Request, env: object) => Response | Promise<Response>,
): Hono<{ Bindings: Partial<HttpBindings> | undefined }> {
  return new Hono<{ Bindings: Partial<HttpBindings> | undefined }>().get('/metrics', async (c) => {
    const { headers, url } = c.req.raw;
    const peer = c.env?.incoming?.socket.remoteAddress ?? '';
    // A page in a browser of this machine asks under the name of its own site, a proxy says so.
    const isOwn =
      isThisMachine(peer) &&
      isLoopback(new URL(url).hostname.replaceAll(/[[\]]/g, '')) &&
      !FORWARDED.some((name) => headers.has(name));
    if (open === 'loopback' && isOwn) {
      const { text, type } = await metrics.text();
      return c.text(text, 200, { 'content-type': type, 'cache-control': 'no-store' });
    }
    return ask(new Request(new URL('/api/metrics', url), c.req.raw), c.env ?? {});
  });
}

const isThisMachine = (address: string): boolean =>
  ipaddr.isValid(address) && ipaddr.process(address).range() === 'loopback';
