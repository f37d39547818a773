import type { Host, Receipt } from '../channels/adapter.ts';
import type { Log } from '../log.ts';

/** What a provider is told nothing of: it came, and changed nothing. */
const UNHEARD: readonly Receipt['status'][] = ['nobody', 'ignored'];

/** Notes what came in and met nobody, or somebody who did not listen: the first thing an operator asks about. */
export const notingUnheard = (host: Host, log: Log): Host => ({
  ...host,
  async receive(connection, inbounds) {
    const receipts = await host.receive(connection, inbounds);
    for (const [index, { status, contact, seq }] of receipts.entries())
      if (UNHEARD.includes(status))
        log('debug', status === 'nobody' ? 'nobody was there' : 'nobody listened', {
          channel: connection.channel,
          connection: connection.id,
          what: inbounds[index]?.what.type,
          status,
          contact,
          seq,
        });
    return receipts;
  },
});
