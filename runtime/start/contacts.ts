import { randomInt } from 'node:crypto';
import { readSettingsOf } from '../../db/queries/organisation-settings.ts';
import type { Connection, Inbound, Receipt, StoryEntry } from '../channels/adapter.ts';
import { connectionBook } from '../channels/connection-book.ts';
import { adapters } from '../channels/index.ts';
import { watchers } from '../channels/watchers.ts';
import { calendarBook } from '../contacts/calendar-book.ts';
import { customerFinder } from '../contacts/customer-finder.ts';
import { flowBook } from '../contacts/flow-book.ts';
import { hotContacts } from '../contacts/hot-contacts.ts';
import { inbox } from '../contacts/inbox.ts';
import { outcomes } from '../contacts/outcomes.ts';
import { stepper, type StepperParts } from '../contacts/stepper.ts';
import { timers } from '../contacts/timers.ts';
import { demoServices } from '../demo/services.ts';
import { noteDelivery } from '../effects/deliveries.ts';
import type { Sending } from '../effects/dispatch.ts';
import { egressBook } from '../egress/egress-book.ts';
import { guardedCall } from '../egress/guarded-call.ts';
import { dueAt, type World } from '../engine/index.ts';
import { countedScripts } from '../metrics/counted.ts';
import { outbound } from '../outbound.ts';
import { sandbox } from '../sandbox/sandbox.ts';
import { sandboxEntry } from './entries.ts';
import type { Foundation } from './foundation.ts';

export type Contacts = ReturnType<typeof contactsOn>;

/** What serves contacts: books to look things up in, the stepper, what it asks for outside, timers, and the inbox. */
export function contactsOn({
  settings,
  replace,
  db,
  writer,
  now,
  newId,
  keys,
  log,
  failed,
  figures,
}: Foundation) {
  const flows = flowBook(db);
  const calendars = calendarBook(db);
  const connections = connectionBook({
    db,
    adapters,
    box: keys.connections,
    now,
    refused: (connection, reason) => log('warn', 'connection refused', { connection, reason }),
  });
  const hot = hotContacts(db, settings.hotContacts);
  const watching = watchers<StoryEntry>(failed('a listener failed'));

  const committed: StepperParts['committed'] = (
    { id: contact, connection, conversation },
    entry,
    done,
    tookMs,
  ) => {
    const due = dueAt(done.snapshot);
    if (due !== undefined) ticking.started(due);
    const sendings: Sending[] = done.effects
      .filter((effect) => out.carried(effect, connection))
      .map((effect) => ({ effect, contact, connection, to: conversation, createdAt: entry.at }));
    if (sendings.length > 0) sending.offer(sendings);
    if (done.failure) log('warn', 'a step failed', { contact, seq: entry.seq, ...done.failure });
    figures.stepped(connections.byId(connection)?.source.kind ?? 'none', entry, done);
    figures.took(tookMs);
    watching.tell(contact, entry);
  };
  const steps = stepper({
    writer,
    seals: keys.contacts,
    hot,
    world: worldsOf(flows, calendars),
    now,
    newId,
    seed: replace.seed ?? (() => randomInt(2 ** 31)),
    source: (connection) => connections.byId(connection)?.source,
    carried: (effect, connection) => out.carried(effect, connection),
    elapsed: () => performance.now(),
    committed,
  });
  const told = outcomes(hot, steps);
  const scripts = countedScripts(sandbox(sandboxEntry()), figures);
  const guarded = replace.guarded ?? guardedCall(undefined, settings.demo ? demoServices : {});
  const egress = egressBook(db, keys.credentials);
  const out = outbound({
    db,
    writer,
    connections,
    seals: keys.contacts,
    outcomes: () => told,
    call: replace.call,
    guarded,
    metrics: figures,
    egress,
    sandbox: scripts,
    codeAllowed: (organisation) => readSettingsOf(db, organisation).codeAllowed,
    now,
    failed: failed('dispatch failed'),
  });
  const sending = out.dispatch;
  const ticking = timers({ db, hot, stepper: steps, now, failed: failed('timers failed') });
  const arrivals = inbox({ db, hot, stepper: steps, customers: customerFinder(db, newId), now });

  /** Takes a provider's word on something we sent. */
  async function delivered(connection: Connection, { id, what }: Inbound): Promise<Receipt> {
    const nothing: Receipt = { status: 'nobody', contact: '', seq: 0, effects: [], ended: false };
    if (what.type !== 'delivery') return nothing;
    const { effect, state, code } = what;
    const contact = await noteDelivery({ db, writer, now }, connection.id, effect, state, code);
    if (contact === undefined) return nothing;
    const outcome =
      state === 'failed' ? { kind: 'refused' as const, code: code ?? 'delivery.failed' } : 'sent';
    const receipt = await told.tell(contact, effect, outcome, { repeatKey: `${connection.id}:${id}` });
    return receipt ?? { ...nothing, status: 'taken', contact };
  }

  return {
    flows,
    calendars,
    connections,
    hot,
    watching,
    steps,
    scripts,
    guarded,
    egress,
    sending,
    ticking,
    arrivals,
    delivered,
  };
}

/** What flows of an organisation may look up; made once for each. */
function worldsOf(flows: ReturnType<typeof flowBook>, calendars: ReturnType<typeof calendarBook>) {
  const worlds = new Map<string, World>();
  return (organisation: string): World => {
    let known = worlds.get(organisation);
    if (!known) {
      known = {
        machine: (flow, version) => flows.machine(organisation, flow, version),
        calendar: (id, at) => calendars.read(organisation, id, at),
      };
      worlds.set(organisation, known);
    }
    return known;
  };
}
