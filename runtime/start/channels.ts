import { keep as keepDeadLetter } from '../../db/queries/dead-letters.ts';
import { hostFor } from '../channels/host.ts';
import { adapters } from '../channels/index.ts';
import { type MountedChannels, mountChannels } from '../channels/mount.ts';
import { keyFor } from '../installation-secret.ts';
import { rateLimits } from '../limits/rate-limits.ts';
import { notingUnheard } from '../logging/unheard.ts';
import type { Contacts } from './contacts.ts';
import type { Foundation } from './foundation.ts';

/** Characters of an unreadable delivery that are kept. */
const LONGEST_DEAD_LETTER = 10_000;

/** How often who may do what; kept over a restart. */
export const limitsOn = ({ db, writer, now, secret, figures, failed }: Foundation) =>
  rateLimits({
    db,
    writer,
    now,
    key: keyFor(secret, 'limits'),
    met: (limit) => figures.limitMet(limit),
    failed: failed('a limit could not be kept'),
  });

/** Every channel, with the runtime as it sees it. */
export function channelsOn(
  { settings, db, writer, now, newId, log, secret, debugging }: Foundation,
  { hot, arrivals, connections, watching, delivered }: Contacts,
  limits: ReturnType<typeof limitsOn>,
): MountedChannels {
  const host = (adapter: (typeof adapters)[number]) => {
    const plain = hostFor(adapter, {
      db,
      hot,
      inbox: arrivals,
      connections,
      watchers: watching,
      delivered,
      async deadLetter({ id: connection, organisation }, body, reason) {
        log('warn', 'a delivery cannot be read', { connection, reason });
        const letter = {
          id: newId(),
          organisation,
          connection,
          at: now(),
          reason,
          body: body.slice(0, LONGEST_DEAD_LETTER),
        };
        await writer.commit({ statements: [keepDeadLetter(letter)] });
      },
      secret,
      publicUrl: settings.publicUrl,
      now,
      newId,
      log,
      limits,
    });
    return debugging ? notingUnheard(plain, log) : plain;
  };
  return mountChannels(adapters, host);
}
