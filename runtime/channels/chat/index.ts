import { defineChannel } from '../adapter.ts';
import { chatConfigSchema } from './config.ts';
import { chatRootRoutes } from './root-routes.ts';
import { chatRoutes } from './routes.ts';
import { chatSockets } from './sockets.ts';

/** A conversation on a web page: the widget over a WebSocket. */
export default defineChannel({
  id: 'chat',
  kind: 'chat',
  label: 'Web chat',
  config: chatConfigSchema,
  // Visitors prove themselves with tokens signed by the installation's own key.
  needsSecret: false,
  delivery: () => 'stream',
  mount(host) {
    const sockets = chatSockets(host);
    return {
      routes: chatRoutes(host),
      rootRoutes: chatRootRoutes(host),
      upgrade: (request, socket, head) => sockets.upgrade(request, socket, head),
      close: () => sockets.close(),
    };
  },
});
