import { save } from '../../../db/queries/calendars.ts';
import { contactsOfCustomer } from '../../../db/queries/contacts.ts';
import { addAddress, create } from '../../../db/queries/customers.ts';
import { saveHost } from '../../../db/queries/egress.ts';
import { readLog } from '../../../db/queries/log.ts';
import type { GuardedCall } from '../../../runtime/egress/guarded-call.ts';
import type { ChannelKind, ContactEvent, CustomerFacts } from '../../../runtime/engine/index.ts';
import { asText, toMachine } from '../../../runtime/engine/index.ts';
import { readSettingsOf, saveSettingsOf } from '../../../db/queries/organisation-settings.ts';
import { MAIN_ORGANISATION } from '../../../runtime/settings.ts';
import { type RealRuntime, realRuntime } from '../../kit/real-runtime.ts';
import type { Until } from '../../kit/running-server.ts';
import { playHere, versionsOf } from './play-here.ts';
import type { Player } from './player.ts';
import { type Record, simulated, stored } from './record.ts';
import type { Transcript } from './transcript.ts';

/** Ms until what should have happened is given up. */
const PATIENCE_MS = 5_000;

/** A server on which transcripts are played one after the other, by customers of one channel. */
export interface Theatre {
  /** Plays it in a simulation and on the server; gives both records. */
  play(transcript: Transcript): Promise<{ here: Record; there: Record }>;
}

/** Opens one. `skip` lets the time of the event loop pass: timers look at the clock once a second. */
export async function theatre(
  player: Player,
  channel: ChannelKind,
  skip: () => Promise<unknown>,
  until: Until,
): Promise<Theatre> {
  /** What the simulation met, and how far the server has come in it. */
  let story: readonly ContactEvent[] = [];
  let drawn = 0;
  let at = 0;
  let plays = 0;
  const silent: (() => void)[] = [];
  const next = (): ContactEvent | undefined => story[drawn];
  const runtime = await realRuntime(
    {
      now: () => at,
      seed: () => story[drawn++]?.seed ?? 0,
      async guarded() {
        // Who does not answer in the simulation does not answer here, as long as it is played.
        if (!next()?.type.startsWith('effect.')) await new Promise<void>((resolve) => silent.push(resolve));
        return answered(comesBack(next()));
      },
    },
    until,
  );
  const published = new Set<unknown>();
  await runtime.write([
    saveSettingsOf({ ...readSettingsOf(runtime.db, MAIN_ORGANISATION), codeAllowed: true }),
  ]);

  /** The clock of who answers goes on to when they answered. */
  function comesBack(event: ContactEvent | undefined): ContactEvent | undefined {
    if (event) at = Math.max(at, event.at);
    return event;
  }

  async function arrange({ flows, calendars, hosts, acts }: Transcript): Promise<void> {
    const [set] = acts;
    const switched = set?.type === 'changes' ? (set.setting.calendars ?? {}) : {};
    for (const calendar of calendars) {
      const change = switched[calendar.id] ?? { emergency: calendar.emergency };
      if (typeof change === 'string' || 'status' in change)
        throw new Error('A real calendar has hours and an emergency, and no switch of what it says.');
      const { id } = calendar;
      await runtime.write([
        save({ organisation: MAIN_ORGANISATION, id, definition: calendar, updatedAt: at }),
      ]);
      // By the API: what the runtime has in memory of a calendar goes with that.
      const emergency = change.emergency ?? calendar.emergency;
      await ask(runtime, 'PUT', `/api/calendars/${id}/emergency`, emergency);
    }
    const about = {
      ports: [],
      plainHttp: false,
      insideNetwork: false,
      note: null,
      by: 'test',
      updatedAt: at,
    };
    await runtime.write(hosts.map((host) => saveHost({ ...about, organisation: MAIN_ORGANISATION, host })));
    // What is called has to be there first.
    for (const flow of flows.toReversed()) {
      if (published.has(flow)) continue;
      await runtime.publish(flow);
      published.add(flow);
    }
  }

  async function play(transcript: Transcript): Promise<{ here: Record; there: Record }> {
    const number = (plays += 1);
    story = [];
    at = transcript.at;
    await arrange(transcript);
    const connection = `play-${number}`;
    const customer = await player.arrange({
      runtime,
      connection,
      flow: transcript.flows[0]!.id,
      number,
      numbered: transcript.numbered,
      dialled() {
        const event = comesBack(next());
        const status = event?.type === 'effect.succeeded' ? event.result['status'] : undefined;
        return status === 'noAnswer' ? 'no-answer' : asText(status ?? null);
      },
    });
    try {
      const facts: CustomerFacts = { id: `customer-${number}`, ...transcript.customer };
      await runtime.write([
        create({
          organisation: MAIN_ORGANISATION,
          name: null,
          language: null,
          attributes: {},
          createdAt: at,
          ...facts,
        }),
        addAddress({ organisation: MAIN_ORGANISATION, ...customer.address, customer: facts.id } as never),
      ]);
      const { from, to } = customer;
      const world = await playHere(transcript, {
        channel,
        customer: facts,
        ...(from === undefined ? {} : { from }),
        ...(to === undefined ? {} : { to }),
      });
      story = world.story.map(({ event }) => event);
      drawn = 0;
      const contact = () => contactsOfCustomer(runtime.db, facts.id)[0]?.id;
      for (const [index, event] of story.entries()) {
        at = Math.max(at, event.at);
        if (event.type === 'contact.opened') await customer.comes(event.text);
        else if (event.type === 'input.received') await customer.gives(event.input);
        else if (event.type === 'input.timedOut') await customer.staysSilent();
        else if (event.type === 'interaction.left') await customer.leaves();
        else if (event.type === 'timer.fired') await skip();
        if (!(await reached(runtime, contact, index + 1, event.type === 'timer.fired' ? skip : tick))) break;
      }
      const id = contact() ?? '';
      const machines = versionsOf(transcript).map(({ machine, version }) => toMachine(machine, version));
      const there = stored(runtime.db, id, (flow, version) =>
        machines.findLast((one) => one.flow === flow && (version ?? one.version) === one.version),
      );
      if (!world.snapshot?.ended) await ask(runtime, 'POST', `/api/contacts/${id}/end`, {});
      return { here: simulated(world), there };
    } finally {
      for (const answer of silent.splice(0)) answer();
      customer.close();
    }
  }
  return { play };
}

const tick = () => new Promise((resolve) => setImmediate(resolve));

/** Waits until the log is so long; false when it never is. */
async function reached(
  { db }: RealRuntime,
  contact: () => string | undefined,
  length: number,
  wait: () => Promise<unknown>,
): Promise<boolean> {
  for (const began = performance.now(); performance.now() - began < PATIENCE_MS; await wait()) {
    const id = contact();
    if (id !== undefined && readLog(db, id).length >= length) return true;
  }
  return false;
}

async function ask({ running }: RealRuntime, method: string, path: string, body: unknown): Promise<void> {
  const response = await running.fetch(
    new Request(`http://127.0.0.1${path}`, {
      method,
      headers: { authorization: `Bearer ${running.localToken}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    }),
  );
  if (!response.ok) throw new Error(`${method} ${path} answered ${response.status} ${await response.text()}`);
}

/** A service beyond the guard that answers what it answered in the simulation. */
function answered(event: ContactEvent | undefined): Awaited<ReturnType<GuardedCall>> {
  if (event?.type === 'effect.failed') {
    const error = event.failure.code === 'http.timeout' ? 'timeout' : 'unreachable';
    return { error, code: 'ECONNREFUSED', message: 'Nobody is there.' };
  }
  const { status = 200, body = null } = event?.type === 'effect.succeeded' ? event.result : {};
  const text = JSON.stringify(body);
  return { status: Number(status), headers: {}, body: text, bytes: Buffer.byteLength(text) };
}
