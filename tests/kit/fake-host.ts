import { registry } from '../../nodes/index.ts';
import {
  type Connection,
  type Host,
  type Inbound,
  type Receipt,
  type StoryEntry,
  Unavailable,
} from '../../runtime/channels/adapter.ts';
import {
  type ChannelKind,
  compile,
  type ContactEvent,
  type Happening,
  type Machine,
  type Registry,
  type Snapshot,
  start,
  type Step,
  step,
  toMachine,
} from '../../runtime/engine/index.ts';
import { shareOf, taking } from '../../runtime/limits/pace.ts';
import { kitNodes } from './kit-nodes.ts';

/** The runtime as an adapter sees it, in memory and on the real engine. What it "writes to disk" can be looked into. */
export interface FakeHost extends Host {
  connections: Map<string, Connection>;
  /** Everything that was received and not a repeat, in order. */
  readonly taken: Inbound[];
  readonly contacts: ReadonlyMap<string, FakeContact>;
  readonly deadLetters: string[];
  readonly logged: { level: string; message: string }[];
  /** Epoch ms; moves only when told. */
  clock: number;
  /** Milliseconds a write takes. */
  diskMs: number;
  /** As long as it is set, nothing can be written. */
  diskFull: boolean;
  /** Ends a contact from our side. */
  closeContact(contact: string): void;
  /** Lets the clock run to a contact's timer. */
  fireTimer(contact: string): void;
}

export interface FakeContact {
  id: string;
  conversation: string;
  connection: string;
  snapshot: Snapshot;
  story: StoryEntry[];
}

export interface FakeHostOptions {
  kind: ChannelKind;
  flows: unknown[];
  connections: Connection[];
}

/** Compiles the flows and answers for the connections. Throws on a flow that does not compile. */
export function fakeHost({ kind, flows, connections }: FakeHostOptions): FakeHost {
  const known: Registry = (type) => kitNodes(type) ?? registry(type);
  const machines = new Map<string, Machine>();
  for (const flow of flows) {
    const compiled = compile(flow, known);
    if (!compiled.ok) throw new Error(JSON.stringify(compiled.issues, null, 1));
    machines.set(compiled.machine.flow, toMachine(compiled.machine, 1));
  }
  const world = { machine: (flow: string) => machines.get(flow), calendar: () => undefined };
  const contacts = new Map<string, FakeContact>();
  const receipts = new Map<string, Receipt>();
  const watchers = new Map<string, Set<(entry: StoryEntry) => void>>();
  const usedUntil = new Map<string, number>();
  let ids = 0;
  let disk = Promise.resolve();

  const live = (connection: string, conversation: string): FakeContact | undefined =>
    [...contacts.values()].find(
      (one) => one.connection === connection && one.conversation === conversation && !one.snapshot.ended,
    );

  const write = (
    contact: FakeContact,
    event: ContactEvent,
    done: Step,
    id: string | undefined,
    status: Receipt['status'],
  ): Receipt => {
    contact.snapshot = done.snapshot;
    const ended = done.snapshot.ended !== undefined;
    const entry: StoryEntry = {
      seq: event.seq,
      at: event.at,
      ...(event.type === 'input.received' ? { input: event.input } : {}),
      ...(id === undefined ? {} : { id }),
      effects: done.effects,
      ended,
    };
    contact.story.push(entry);
    for (const onChange of watchers.get(contact.id) ?? []) onChange(entry);
    return { status, contact: contact.id, seq: event.seq, effects: done.effects, ended };
  };

  const happen = (contact: FakeContact, happening: Happening, id: string | undefined): Receipt => {
    const event: ContactEvent = { ...happening, seq: contact.story.length + 1, at: host.clock, seed: 1 };
    const done = step(world, contact.snapshot, event);
    return write(contact, event, done, id, done.status === 'ignored' ? 'ignored' : 'taken');
  };

  const take = (connection: Connection, { id, conversation, customer, what, from, to }: Inbound): Receipt => {
    const key = `${connection.id}:${id}`;
    const before = receipts.get(key);
    if (before) {
      const ended = contacts.get(before.contact)?.snapshot.ended !== undefined;
      return { ...before, status: 'repeated', ended };
    }
    const there = live(connection.id, conversation);
    const opens = what.type === 'opened' || (what.type === 'input' && what.opens === true);
    const at = host.clock;
    let receipt: Receipt;
    if (!there && opens) {
      const contact = host.newId();
      const about = { ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) };
      const language = customer?.language === undefined ? {} : { language: customer.language };
      const opened = {
        type: 'contact.opened' as const,
        contact,
        channel: kind,
        customer: { id: `customer-${conversation}`, ...language },
        ...about,
        ...(what.type === 'input' ? { text: what.input.value } : {}),
        seq: 1,
        at,
        seed: 1,
      };
      const done = start(world, opened, connection.flow);
      const created = {
        id: contact,
        conversation,
        connection: connection.id,
        snapshot: done.snapshot,
        story: [],
      };
      contacts.set(contact, created);
      receipt = write(created, opened, done, id, 'taken');
    } else if (!there) {
      return { status: 'nobody', contact: '', seq: 0, effects: [], ended: false };
    } else {
      const happening = happeningOf(what, there);
      if (!happening)
        return { status: 'ignored', contact: there.id, seq: there.story.length, effects: [], ended: false };
      receipt = happen(there, happening, id);
    }
    receipts.set(key, receipt);
    host.taken.push({ id, conversation, what });
    return receipt;
  };

  const host: FakeHost = {
    connections: new Map(connections.map((one) => [one.id, one])),
    taken: [],
    contacts,
    deadLetters: [],
    logged: [],
    clock: Date.UTC(2026, 2, 2, 9),
    diskMs: 0,
    diskFull: false,
    connection: (id) => host.connections.get(id),
    connectionByAddress: (address) => [...host.connections.values()].find((one) => one.address === address),
    async receive(connection, inbounds) {
      const before = disk;
      let written = (): void => {};
      disk = new Promise((resolve) => (written = resolve));
      await before;
      try {
        await new Promise((resolve) => setTimeout(resolve, host.diskMs));
        if (host.diskFull) throw new Unavailable('The disk is full.');
        return inbounds.map((inbound) => take(connection, inbound));
      } finally {
        written();
      }
    },
    together: (goOn) => goOn(),
    live(connection, conversation) {
      const found = live(connection.id, conversation);
      return found && { contact: found.id, seq: found.story.length };
    },
    story: (contact, afterSeq) => (contacts.get(contact)?.story ?? []).filter(({ seq }) => seq > afterSeq),
    watch(contact, onChange) {
      const listeners = watchers.get(contact) ?? new Set();
      watchers.set(contact, listeners.add(onChange));
      return () => void listeners.delete(onChange);
    },
    async deadLetter(_connection, body) {
      host.deadLetters.push(body);
    },
    limit: ({ name, ...pace }) => ({
      async take(who) {
        const taken = taking(usedUntil.get(`${name} ${who}`) ?? 0, host.clock, pace);
        if ('usedUntil' in taken) usedUntil.set(`${name} ${who}`, taken.usedUntil);
        return shareOf(taken);
      },
    }),
    now: () => host.clock,
    newId: () => `id-${(ids += 1)}`,
    key: (purpose) => new Uint8Array(32).fill(purpose.length),
    publicUrl: undefined,
    log: (level, message) => void host.logged.push({ level, message }),
    closeContact(id) {
      happen(contacts.get(id)!, { type: 'contact.closed', reason: 'closed' }, undefined);
    },
    fireTimer(id) {
      const contact = contacts.get(id)!;
      const timer = contact.snapshot.frames.at(-1)?.context.timer;
      if (!timer) throw new Error('No timer runs.');
      host.clock = Math.max(host.clock, timer.due);
      happen(contact, { type: 'timer.fired', timer: timer.token }, undefined);
    },
  };
  return host;
}

/** What an inbound means for a live contact; undefined when it only says that someone is there. */
function happeningOf(what: Inbound['what'], contact: FakeContact): Happening | undefined {
  const effect = (named: string | undefined) =>
    named ?? contact.snapshot.frames.at(-1)?.context.pending ?? '';
  switch (what.type) {
    case 'input':
      return { type: 'input.received', input: what.input };
    case 'timedOut':
      return { type: 'input.timedOut' };
    case 'left':
      return { type: 'interaction.left', ...(what.reason === undefined ? {} : { reason: what.reason }) };
    case 'result':
      return { type: 'effect.succeeded', effect: effect(what.effect), result: what.result };
    case 'failure':
      return { type: 'effect.failed', effect: effect(what.effect), failure: what.failure };
    default:
      return undefined;
  }
}
