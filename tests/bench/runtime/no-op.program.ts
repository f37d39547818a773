import { serve } from '@hono/node-server';
import { Hono } from 'hono';
import { program } from '../kit/program.ts';

/** The least a JSON POST costs here: the same server reads a body of the same size and answers one of the same size. */
await program(({ answerBytes }: { answerBytes: number }) => {
  const app = new Hono();
  const answer = { text: 'x'.repeat(answerBytes) };
  app.post('/no-op', async (c) => {
    await c.req.json();
    return c.json(answer);
  });
  const server = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' }, ({ port }) =>
    process.stdout.write(`http://127.0.0.1:${port}\n`),
  );
  return new Promise<void>((resolve) => {
    process.once('SIGTERM', () => {
      server.close(() => resolve());
      if ('closeAllConnections' in server) server.closeAllConnections();
    });
  });
});
