import { dueContacts, readContact } from '../../../db/queries/contacts.ts';
import { publishVersion, saveDraft } from '../../../db/queries/flows.ts';
import { save as saveCalendar } from '../../../db/queries/calendars.ts';
import { unfinished } from '../../../db/queries/outbox.ts';
import { readEntries } from '../../../runtime/contacts/contact-log.ts';
import { decodeSnapshot } from '../../../runtime/contacts/snapshot-text.ts';
import {
  calendarSchema,
  type FlowDefinition,
  type Input,
  type MachineJson,
  readCalendar,
  type Snapshot,
  toMachine,
  type World,
} from '../../../runtime/engine/index.ts';
import { MAIN_ORGANISATION } from '../../../runtime/settings.ts';
import { diceOf, randomFlow } from '../../kit/random-flow.ts';
import { answerAt, randomGiving, randomWalk, seedAt, type Walked } from '../../kit/random-walk.ts';
import { realRuntime } from '../../kit/real-runtime.ts';
import { onTestFinished } from 'vitest';

const SECRET = `whsec_${Buffer.from('twenty-four bytes or more').toString('base64')}`;
/** Messages one request may hold. */
const TOGETHER = 100;
/** Walks a flow is tried with, and the steps each may have; beyond, services are asked in a circle until a limit ends it. */
const TRIED = 40;
const MOST_STEPS = 100;
const DAY_MS = 86_400_000;
const FIELD = { text: 'text', choice: 'choice', dtmf: 'digits', speech: 'text' } as const;

/** A flow to walk on, and what can be looked up there. */
export interface Ground {
  id: string;
  /** What it was drawn from. */
  seed: number;
  flow: FlowDefinition;
  machine: MachineJson;
  world: World;
}

/** Where one walk is on the server. */
export interface Place {
  ground: Ground;
  number: number;
  contact: string;
  customer: string;
}

/**
 * Flows from a seed on. Those with something secret are left out: the log masks that, and other tests show it. So are those
 * in which a contact goes round by itself: 2,000 times the same step, where others have four different ones.
 */
export function groundOf(seed: number, count: number): Ground[] {
  const grounds: Ground[] = [];
  for (let from = seed; grounds.length < count; from += 1) {
    const made = randomFlow(diceOf(from));
    if (!made || JSON.stringify(made.flow).includes('"sensitive":true')) continue;
    const id = `flow-${from}`;
    const machine = { ...made.folded, flow: id, config: { ...made.folded.config, id } };
    const runnable = toMachine(machine, 1);
    const world: World = {
      machine: (flow, version) => (flow === id && (version ?? 1) === 1 ? runnable : undefined),
      calendar: (name, at) => readCalendar(calendarOf(name), at),
    };
    if (goesRound(id, world)) continue;
    grounds.push({ id, seed: from, flow: { ...made.flow, id }, machine, world });
  }
  return grounds;
}

function goesRound(flow: string, world: World): boolean {
  const dice = diceOf(1);
  for (let walked = 0; walked < TRIED; walked += 1) {
    const walk = randomWalk(world, { flow, contact: 'alone', channel: 'api', customer: { id: 'alone' } });
    walk.opens(0);
    for (let at = 0; !walk.ended && at < DAY_MS; at += DAY_MS / 6) {
      walk.passes(at);
      if (walk.ended) break;
      const effects = walk.steps.flatMap((step) => step.effects);
      const input = randomGiving(dice, effects);
      if (input) walk.gives(input, at);
    }
    if (walk.steps.length > MOST_STEPS) return true;
  }
  return false;
}

const always = [{ from: '08:00', to: '10:00' }];
const calendarOf = (id: string) =>
  calendarSchema.parse({
    id,
    name: id,
    zone: 'UTC',
    weekly: { mon: always, tue: always, wed: always, thu: always, fri: always, sat: [], sun: [] },
    holidays: [],
    emergency: { on: id.length % 2 === 0 },
  });

/** The same walks over HTTP, through the real runtime. */
export async function publicWalks(grounds: readonly Ground[], begin: number, skip: () => Promise<unknown>) {
  let at = begin;
  const organisation = MAIN_ORGANISATION;
  const runtime = await realRuntime(
    {
      now: () => at,
      seed: () => seedAt(at),
      async guarded({ url }) {
        const { status, body } = answerAt(url);
        const text = JSON.stringify(body);
        return { status, headers: {}, body: text, bytes: text.length };
      },
    },
    onTestFinished,
  );
  const calendars = new Set(grounds.flatMap(({ flow }) => calendarsIn(flow)));
  for (const id of calendars)
    await runtime.write([saveCalendar({ organisation, id, definition: calendarOf(id), updatedAt: at })]);
  for (const { id, flow, machine } of grounds) {
    const about = { note: null, by: null, publishedAt: at, tests: null };
    await runtime.write([
      saveDraft({ organisation, id, name: id, draft: flow, at, by: 'test', search: '' }),
      ...publishVersion({
        organisation,
        flow: id,
        version: 1,
        definition: flow,
        machine,
        hash: id,
        ...about,
      }),
    ]);
    await runtime.connect({ id, channel: 'http', flow: id, config: { mode: 'answer' }, secret: SECRET });
  }

  /** Says what many have to say at once; gives what each is answered. */
  async function say(connection: string, messages: object[]): Promise<{ contact: string }[]> {
    const response = await runtime.running.fetch(
      new Request(`http://127.0.0.1/channels/http/${connection}/messages`, {
        method: 'POST',
        headers: { authorization: `Bearer ${SECRET}`, 'content-type': 'application/json' },
        body: JSON.stringify(messages),
      }),
    );
    if (response.status !== 200) throw new Error(`answered ${response.status} ${await response.text()}`);
    return (await response.json()) as { contact: string }[];
  }

  /** Waits until nothing is on its way. */
  async function rest(): Promise<void> {
    while (unfinished(runtime.db, 1).length > 0) await new Promise((resolve) => setImmediate(resolve));
  }

  return {
    async open(each: number): Promise<Place[]> {
      const places: Place[] = [];
      for (const ground of grounds) {
        const numbers = Array.from({ length: each }, (_none, number) => number);
        const messages = numbers.map((number) => ({ id: `${number}-open`, conversation: `c${number}` }));
        const answers = await say(ground.id, messages);
        for (const number of numbers) {
          const { contact } = answers[number]!;
          places.push({ ground, number, contact, customer: readContact(runtime.db, contact)!.customer });
        }
      }
      await rest();
      return places;
    },

    async passes(until: number): Promise<void> {
      at = until;
      while (dueContacts(runtime.db, at, 1).length > 0) await skip();
      await rest();
    },

    async give(given: readonly { place: Place; input: Input | undefined }[], round: number): Promise<void> {
      for (const ground of grounds) {
        const ones = given.filter(({ place }) => place.ground === ground);
        for (let from = 0; from < ones.length; from += TOGETHER) {
          const messages = ones.slice(from, from + TOGETHER).map(({ place: { number }, input }) => ({
            id: `${number}-${round}`,
            conversation: `c${number}`,
            ...(input ? { [FIELD[input.kind]]: input.value } : { left: true }),
          }));
          await say(ground.id, messages);
        }
      }
      await rest();
    },

    /** Its log, and where it is: a snapshot, or why it is over. */
    logOf({ contact }: Place): { steps: Walked[]; state: Snapshot | string | undefined } {
      const row = readContact(runtime.db, contact);
      const steps = readEntries(runtime.db, contact).map(({ event, effects, trace, status }) => ({
        event,
        effects,
        trace,
        status,
      }));
      const state =
        typeof row?.snapshot === 'string' ? decodeSnapshot(row.snapshot, row) : (row?.endReason ?? undefined);
      return { steps, state };
    },
  };
}

const calendarsIn = ({ nodes }: FlowDefinition): string[] =>
  Object.values(nodes).flatMap(({ config }) =>
    typeof config['calendar'] === 'string' ? [config['calendar']] : [],
  );
