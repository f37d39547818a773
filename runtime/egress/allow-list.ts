import { z } from 'zod';
import { type Place, placeOf } from './address.ts';

/** A host an organisation's flows may call. */
export const allowedHostSchema = z.strictObject({
  /** `api.example.com`, or `*.example.com` for everything below it. */
  host: z
    .string()
    .max(253)
    .regex(
      /^(\*\.[a-z0-9-]+\.)?[a-z0-9-]+(\.[a-z0-9-]+)*$/,
      'a host name in small letters, such as api.example.com or *.example.com',
    ),
  /** Ports besides the scheme's own. */
  ports: z.array(z.number().int().min(1).max(65_535)).max(20).default([]),
  /** Plain http may be used. */
  plainHttp: z.boolean().default(false),
  /** May lie inside the own network. Only for services the admin runs; without it, private addresses are refused. */
  insideNetwork: z.boolean().default(false),
});
export type AllowedHost = z.infer<typeof allowedHostSchema>;

/** The entry that lets a host through; the first that fits. */
export function allowing(allowed: readonly AllowedHost[], hostname: string): AllowedHost | undefined {
  const name = hostname.toLowerCase().replace(/\.$/, '');
  return allowed.find(({ host }) => covers(host, name));
}

/** Whether a host of a list, maybe with `*.` in front, means this host. */
export const covers = (host: string, name: string): boolean =>
  host.startsWith('*.') ? name.endsWith(host.slice(1)) && name.length > host.length - 1 : name === host;

/** Places an entry lets calls end at. This very machine only when the entry names it: a name of others must not lead here. */
export function placesFor({ host, insideNetwork }: AllowedHost): readonly Place[] {
  if (!insideNetwork) return ['outside'];
  return host === 'localhost' || placeOf(host) === 'ownMachine'
    ? ['outside', 'inside', 'ownMachine']
    : ['outside', 'inside'];
}
