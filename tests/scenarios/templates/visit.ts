import type { FlowDefinition } from '../../../runtime/engine/index.ts';
import { templates } from '../../../runtime/templates/templates.ts';
import { type Scenario, scenario } from '../../kit/scenario.ts';

/** A Monday at eleven in Istanbul, half past eleven in Tehran: every desk of the templates is open. */
const OPEN = '2026-03-02T08:00:00Z';

/** One person with a template, on a channel of theirs: says the same on the phone by keys as in the chat by buttons. */
export interface Visit {
  picks(option: string): Visit;
  gives(answer: string): Visit;
  hears(text: string): Visit;
  /** Says nothing, again and again, until that is enough. */
  silent(times?: number): Visit;
  /** The other service answers with this status; without one, as its stand-in does. */
  answers(status?: number, body?: { [name: string]: string }): Visit;
  leaves(): Visit;
  ends(reason: string): void;
}

export interface Journey {
  channel: 'voice' | 'chat';
  /** Journeys ended so far, as `channel reason`. */
  ended: Set<string>;
  at?: string;
  calendar?: 'emergency';
}

/** A template by the name of its folder. */
export function templateOf(id: string) {
  const found = templates.find((one) => one.id === id);
  if (!found) throw new Error(`there is no template ${id}`);
  return found;
}

/** Begins a visit. */
export function visit(id: string, { channel, ended, at = OPEN, calendar }: Journey): Visit {
  const { flow, calendars } = templateOf(id);
  const contact = scenario(flow, {
    at,
    calendars: Object.fromEntries(calendars.map((one) => [one.id, one])),
  });
  if (calendar) for (const one of calendars) contact.calendar(one.id, calendar);
  if (channel === 'voice') contact.calls();
  else contact.chats();
  return visitOf(contact, flow, channel, ended);
}

function visitOf(
  contact: Scenario,
  flow: FlowDefinition,
  channel: Journey['channel'],
  ended: Set<string>,
): Visit {
  const and = (_done: unknown): Visit => self;
  const self: Visit = {
    picks: (option) =>
      and(channel === 'voice' ? contact.presses(keyOf(flow, option)) : contact.chooses(option)),
    gives: (answer) =>
      and(channel === 'voice' && /^[+\d]+$/.test(answer) ? contact.presses(answer) : contact.says(answer)),
    hears: (text) => and(contact.hears(text)),
    silent(times = 1) {
      for (let time = 0; time < times; time += 1) contact.staysSilent();
      return self;
    },
    answers: (status, body) =>
      and(
        status === undefined
          ? contact.worldAnswers()
          : contact.effectSucceeds({ status, ok: status < 400, body: body ?? null }),
      ),
    leaves: () => and(contact.leaves()),
    ends(reason) {
      contact.ends(reason);
      ended.add(`${channel} ${reason}`);
    },
  };
  return self;
}

/** The key of an option; options of one id have one key in all menus of a template. */
function keyOf({ nodes }: FlowDefinition, option: string): string {
  const options = Object.values(nodes).flatMap(
    ({ config }) => (config['options'] ?? []) as { id: string; key: string }[],
  );
  const key = options.find(({ id }) => id === option)?.key;
  if (key === undefined) throw new Error(`no menu offers ${option}`);
  return key;
}

/** Reasons by which a flow can end, but for what breaks on our side. */
export const reasonsOf = ({ nodes }: FlowDefinition): string[] =>
  Object.values(nodes).flatMap(({ type, config }) =>
    type === 'end' && config['reason'] !== 'trouble' ? [String(config['reason'])] : [],
  );
