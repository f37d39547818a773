import { evaluate, type Scope } from '../document/evaluate.ts';
import { CHANNEL_TRAITS } from '../channel-kind.ts';
import { MASKED } from '../document/masked.ts';
import { asText, coerce, type Value, ValueError } from '../document/value.ts';
import { timeOf } from '../template/filters.ts';
import { LIMITS } from '../limits.ts';
import { pickLanguage } from '../language.ts';
import type { Action, MachineJson } from '../machine.ts';
import type { FrameContext, MachineContext, MachineEvent } from '../snapshot.ts';
import { own } from '../own.ts';
import { parseInput } from '../input/parse-input.ts';
import { membersOf, resultOf, takenFrom } from './results.ts';
import type { CalendarReading } from '../calendar.ts';

/** Where a calendar's word comes from; the runner notes every lookup as a fact. */
export type ReadCalendar = (id: string, at: number) => CalendarReading | undefined;

/**
 * On channels that time silence themselves the engine's own timer is only a net below:
 * if the channel never reports back, the contact is still not stuck. Milliseconds.
 */
export const SILENCE_NET_MS = 10 * 60_000;

/** Actions that change what the contact remembers. All others become effects or trace. */
export type Remembering = Extract<
  Action,
  {
    type:
      | 'startTimer'
      | 'assign'
      | 'assignItem'
      | 'keepInput'
      | 'keepResult'
      | 'assignResult'
      | 'keepHours'
      | 'count'
      | 'setLanguage';
  }
>;

type Rememberers = {
  [Type in Remembering['type']]: (
    params: Extract<Remembering, { type: Type }>['params'],
    context: MachineContext,
    event: MachineEvent,
    machine: MachineJson,
    readCalendar: ReadCalendar,
  ) => Partial<FrameContext>;
};

/** What templates and expressions of a flow can read; gathered when the first of them does, for most look at nothing. */
class FlowScope implements Scope {
  readonly language: string;
  readonly at: number;
  readonly zone: string;
  private readonly context: MachineContext;
  private readonly vars: MachineContext['vars'];
  private gathered: Scope['values'] | undefined;

  constructor(
    context: MachineContext,
    event: MachineEvent,
    machine: MachineJson,
    vars: MachineContext['vars'],
  ) {
    this.language = context.language;
    this.at = event.at;
    this.zone = machine.zone;
    this.context = context;
    this.vars = vars;
  }

  get values(): Scope['values'] {
    return (this.gathered ??= valuesOf(this.context, this.vars));
  }
}

/** What templates and expressions of a flow can read. */
export const scopeOf = (
  context: MachineContext,
  event: MachineEvent,
  machine: MachineJson,
  vars = context.vars,
): Scope => new FlowScope(context, event, machine, vars);

function valuesOf(context: MachineContext, vars: MachineContext['vars']): Scope['values'] {
  const { contact: facts, input, result, hours, language } = context;
  const contact: { [name: string]: Value } = {
    id: facts.contact,
    channel: facts.channel,
    openedAt: facts.openedAt,
  };
  if (facts.from !== undefined) contact['from'] = facts.from;
  if (facts.to !== undefined) contact['to'] = facts.to;
  if (facts.text !== undefined) contact['text'] = facts.text;
  const customer: { [name: string]: Value } = { id: facts.customer.id };
  if (facts.customer.name !== undefined) customer['name'] = facts.customer.name;
  if (facts.customer.language !== undefined) customer['language'] = facts.customer.language;
  // What the product tells hides variables of the same name. Not as a literal: see walk.ts on leading spreads.
  return Object.assign({}, vars, {
    customer: facts.customer.attributes ? { ...facts.customer.attributes, ...customer } : customer,
    contact,
    input: input ?? null,
    result: result ?? null,
    hours: hours ?? null,
    language,
  });
}

/** Each returns the part of the context that changes; the context itself is never touched. */
export const REMEMBER: Rememberers = {
  startTimer: (params, context, event, machine) => {
    if ('seconds' in params) {
      const seconds = Number(evaluate(params.seconds, scopeOf(context, event, machine)));
      return {
        timer: {
          token: event.seq,
          due: event.at + Math.max(0, Number.isFinite(seconds) ? seconds : 0) * 1000,
        },
      };
    }
    if ('until' in params) {
      const until = evaluate(params.until, scopeOf(context, event, machine));
      if (until === MASKED) return { timer: { token: event.seq, due: event.at } };
      const time = timeOf(until, {
        at: event.at,
        zone: machine.zone,
      });
      if (!time) throw new ValueError('to wait until something takes a date or an instant');
      const due = Math.max(event.at, time.epochMilliseconds);
      if (due - event.at > LIMITS.waitDays * 86_400_000)
        throw new ValueError(`a contact can wait ${LIMITS.waitDays} days at most`);
      return { timer: { token: event.seq, due } };
    }
    const wait = CHANNEL_TRAITS[context.contact.channel].timesInput
      ? params.voiceSeconds * 1000 + SILENCE_NET_MS
      : params.textSeconds * 1000;
    return { timer: { token: event.seq, due: event.at + wait } };
  },
  assign: (params, context, event, machine) => {
    const vars = { ...context.vars };
    for (const { variable, to } of params.set) {
      const value = evaluate(to, scopeOf(context, event, machine, vars));
      vars[variable] = coerce(machine.variables.find((one) => one.name === variable)?.type ?? 'text', value);
    }
    return params.forgetInput ? { vars, input: undefined } : { vars };
  },
  assignItem: (params, context, event, machine) => {
    const list = evaluate(params.list, scopeOf(context, event, machine));
    const index = own(context.counters, params.counter) ?? 0;
    const item = Array.isArray(list) ? (list[index] ?? null) : null;
    const type = machine.variables.find((one) => one.name === params.variable)?.type ?? 'text';
    return { vars: { ...context.vars, [params.variable]: coerce(type, item) } };
  },
  keepInput: (params, context, event, machine) => {
    if (event.type !== 'input.received') return {};
    if (event.input.value === MASKED) return { input: { value: MASKED, spoken: MASKED } };
    const parsed = parseInput(params.as, event.input, {
      language: context.language,
      at: event.at,
      zone: machine.zone,
    });
    return parsed.ok ? { input: { value: parsed.value, spoken: parsed.spoken } } : {};
  },
  keepResult: ({ only }, _context, event) => {
    const result = resultOf(event);
    return result ? { result: only ? membersOf(result, only) : result, pending: undefined } : {};
  },
  assignResult: ({ set }, context, event, machine) => ({
    vars: { ...context.vars, ...takenFrom(set, event, machine) },
  }),
  keepHours: ({ calendar }, _context, event, _machine, readCalendar) => {
    const reading = readCalendar(calendar, event.at);
    return reading ? { hours: { ...reading } } : {};
  },
  count: ({ counter, reset }, context) => {
    // A counter at zero is not stored: snapshots stay small.
    const { [counter]: _counted, ...others } = context.counters;
    const counted = own(context.counters, counter) ?? 0;
    return { counters: reset ? others : { [counter]: counted + 1, ...others } };
  },
  setLanguage: (params, context, event, machine) => {
    const wanted = asText(evaluate(params.to, scopeOf(context, event, machine)));
    return { language: pickLanguage(wanted, machine.languages, context.language) };
  },
};
