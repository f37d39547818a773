import type { Db } from '../../db/client.ts';
import { deleteContact, endedBefore } from '../../db/queries/contacts.ts';
import { deadLettersBefore, dropDeadLetter } from '../../db/queries/dead-letters.ts';
import { deleteLog } from '../../db/queries/log.ts';
import { forgetStaleMentions, hasStaleMentions } from '../../db/queries/mentions.ts';
import { type OrganisationSettingsRow, readSettingsOf } from '../../db/queries/organisation-settings.ts';
import { listOrganisations } from '../../db/queries/organisations.ts';
import { deleteOutbox } from '../../db/queries/outbox.ts';
import type { Statement, Writer } from '../../db/writer.ts';
import { forgetAudit } from '../accounts/audit.ts';
import { auditCutoff, cutoffsOf } from './decide.ts';

/** Rows of one atomic write: other contacts wait meanwhile. */
const AT_ONCE = 100;
/** Batches of one run and class; what is left goes with the next. */
const MOST_BATCHES = 100;
const EVERY_MS = 3_600_000;
/** After the start, when there is more to do. */
const FIRST_MS = 60_000;

export interface RetentionParts {
  db: Db;
  writer: Writer;
  now: () => number;
  failed: (error: unknown) => void;
}

/** What a run took out. */
export interface Removed {
  logs: number;
  contacts: number;
  deadLetters: number;
  audit: number;
}

/** Takes out what is kept no longer, every hour. */
export interface Retention {
  begin(): void;
  /** Once, now. */
  run(): Promise<Removed>;
  stop(): Promise<void>;
}

export function retention(parts: RetentionParts): Retention {
  const { db, writer } = parts;
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;
  let running: Promise<unknown> = Promise.resolve();

  /** Takes out batch by batch until nothing is left; gives how many. */
  async function takeOut(
    find: (limit: number) => { id: string }[],
    statementsFor: (id: string) => Statement[],
  ): Promise<number> {
    let taken = 0;
    for (let batch = 0; batch < MOST_BATCHES && !stopped; batch += 1) {
      const ids = find(AT_ONCE).map(({ id }) => id);
      if (ids.length === 0) break;
      await writer.commit({ statements: ids.flatMap(statementsFor) });
      taken += ids.length;
    }
    return taken;
  }

  async function tidy(settings: OrganisationSettingsRow): Promise<Omit<Removed, 'audit'>> {
    const { organisation } = settings;
    const { log, contacts, deadLetters } = cutoffsOf(settings, parts.now());
    return {
      contacts:
        contacts === undefined
          ? 0
          : await takeOut(
              (limit) => endedBefore(db, organisation, contacts, limit),
              (id) => [deleteLog(id), deleteOutbox(id), deleteContact(id)],
            ),
      logs:
        log === undefined
          ? 0
          : await takeOut(
              (limit) => endedBefore(db, organisation, log, limit, true),
              (id) => [deleteLog(id), deleteOutbox(id)],
            ),
      deadLetters:
        deadLetters === undefined
          ? 0
          : await takeOut(
              (limit) => deadLettersBefore(db, organisation, deadLetters, limit),
              (id) => [dropDeadLetter(organisation, id)],
            ),
    };
  }

  async function run(): Promise<Removed> {
    const removed: Removed = { logs: 0, contacts: 0, deadLetters: 0, audit: 0 };
    const settings = listOrganisations(db).map(({ id }) => readSettingsOf(db, id));
    for (const one of settings) {
      const { logs, contacts, deadLetters } = await tidy(one);
      removed.logs += logs;
      removed.contacts += contacts;
      removed.deadLetters += deadLetters;
    }
    const before = auditCutoff(settings, parts.now());
    if (before !== undefined)
      removed.audit = await forgetAudit({ db, writer }, before, AT_ONCE * MOST_BATCHES);
    // Kept as long as the note that mentions somebody, and no longer: nobody decides days for that.
    if (hasStaleMentions(db)) await writer.commit({ statements: [forgetStaleMentions()] });
    if (Object.values(removed).some((count) => count > 0)) await writer.emptyWal();
    return removed;
  }

  const again = (ms: number): void => {
    if (stopped) return;
    timer = setTimeout(() => {
      running = run()
        .catch((error: unknown) => parts.failed(error))
        .finally(() => again(EVERY_MS));
    }, ms);
    timer.unref();
  };

  return {
    begin: () => again(FIRST_MS),
    run,
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await running;
    },
  };
}
