import { z } from 'zod';

/** A host an organisation's flows may call. */
export const allowedHostSchema = z.strictObject({
  /** `api.example.com`, or `*.example.com` for everything below it. */
  host: z
    .string()
    .max(253)
    .regex(
      /^(\*\.)?[a-z0-9-]+(\.[a-z0-9-]+)*$/,
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
export function allowing(allowed: AllowedHost[], hostname: string): AllowedHost | undefined {
  const name = hostname.toLowerCase().replace(/\.$/, '');
  return allowed.find(({ host }) =>
    host.startsWith('*.') ? name.endsWith(host.slice(1)) && name.length > host.length - 1 : name === host,
  );
}
