import { holds } from '../document/holds.ts';
import { asText } from '../document/value.ts';
import { evaluate } from '../document/evaluate.ts';
import { foldWords } from '../input/fold-words.ts';
import { own } from '../own.ts';
import { parseInput } from '../input/parse-input.ts';
import type { Guard, MachineJson } from '../machine.ts';
import type { MachineContext, MachineEvent } from '../snapshot.ts';
import { fitsAll, resultOf } from './results.ts';
import { type ReadCalendar, scopeOf } from './vocabulary.ts';

type Guards = {
  [Type in Guard['type']]: (
    params: Extract<Guard, { type: Type }>['params'],
    context: MachineContext,
    event: MachineEvent,
    machine: MachineJson,
    readCalendar: ReadCalendar,
  ) => boolean;
};

/** A calendar was asked for that does not exist: the contact takes its error exit. */
export class UnknownCalendar extends Error {
  readonly code = 'calendar.unknown';
}

/** The closed set of guards: pure questions about context and event. */
export const GUARDS: Guards = {
  picks: ({ option, key, words, within }, { language }, event) => {
    if (event.type !== 'input.received') return false;
    const { kind, value } = event.input;
    if (kind === 'choice') return !within && value === option;
    if (kind === 'dtmf') return !within && key !== undefined && value === key;
    const said = foldWords(value, language);
    if (within) return words.some((word) => ` ${said} `.includes(` ${word} `));
    return words.includes(said) || (key !== undefined && said === key);
  },
  parses: ({ as, value, problem }, { language }, event, machine) => {
    if (event.type !== 'input.received') return false;
    const parsed = parseInput(as, event.input, { language, at: event.at, zone: machine.zone });
    if (problem !== undefined) return !parsed.ok && parsed.reason === problem;
    return parsed.ok && (value === undefined || parsed.value === value);
  },
  holds: (rule, context, event, machine) => holds(rule, scopeOf(context, event, machine)),
  countBelow: ({ counter, limit }, context, event, machine) => {
    const wanted = evaluate(limit, scopeOf(context, event, machine));
    return (own(context.counters, counter) ?? 0) < (Array.isArray(wanted) ? wanted.length : Number(wanted));
  },
  calendarIs: ({ calendar, status }, _context, event, _machine, readCalendar) => {
    const reading = readCalendar(calendar, event.at);
    if (!reading) throw new UnknownCalendar(`There is no calendar "${calendar}".`);
    return reading.status === status;
  },
  draws: ({ salt, sticky, from, to }, { contact }, event) => {
    const draw =
      hash(
        sticky ? `${salt}:${contact.customer.id}` : `${salt}:${contact.contact}:${event.seq}:${event.seed}`,
      ) % 10_000;
    return draw >= from && draw < to;
  },
  returns: ({ field, value }, context, event) => {
    const result = resultOf(event) ?? context.result;
    return asText((result && own(result, field)) ?? null) === value;
  },
  returnsWithin: ({ field, from, below }, _context, event) => {
    const result = resultOf(event);
    const value = Number((result && own(result, field)) ?? NaN);
    return value >= from && value < below;
  },
  fits: ({ set }, _context, event, machine) => fitsAll(set, event, machine),
  failedIn: ({ node }, _context, event) => event.type === 'flow.error' && event.node === node,
};

/** FNV-1a over UTF-16 units with a final mix, so that close texts draw far apart. */
export function hash(text: string): number {
  let state = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1)
    state = Math.imul(state ^ text.charCodeAt(index), 0x01000193);
  state = Math.imul(state ^ (state >>> 16), 0x85ebca6b);
  state = Math.imul(state ^ (state >>> 13), 0xc2b2ae35);
  return (state ^ (state >>> 16)) >>> 0;
}
