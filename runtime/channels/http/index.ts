import { defineChannel } from '../adapter.ts';
import { type HttpConfig, httpConfigSchema } from './config.ts';
import { httpDoor } from './door.ts';
import { push } from './push.ts';
import { httpRoutes } from './routes.ts';

/** Any system that speaks HTTP and JSON, signed by Standard Webhooks or bearing a secret. */
export default defineChannel<HttpConfig>({
  id: 'http',
  kind: 'api',
  label: 'HTTP',
  config: httpConfigSchema,
  needsSecret: true,
  delivery: ({ mode }) => mode,
  push,
  mount: (host) => ({ routes: httpRoutes(host), door: httpDoor(host) }),
});
