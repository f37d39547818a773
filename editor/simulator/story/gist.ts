import type { ContactEvent, Effect } from '../../../runtime/engine/index.ts';
import type { Deed } from '../deed.ts';

/** What a person wants to know of a deed, an event or an effect, in a few letters: its own data, in no language. */
export function gist(of: Deed | ContactEvent | Effect): string {
  switch (of.type) {
    case 'opens':
    case 'contact.opened':
      return [of.channel, of.from, of.text].filter(Boolean).join(' · ');
    case 'gives':
    case 'input.received':
      return `“${of.input.value}”`;
    case 'chooses':
      return of.option;
    case 'timePasses':
      return durationOf(of.ms);
    case 'answers':
      return JSON.stringify(of.outcome);
    case 'changes':
      return JSON.stringify(of.setting);
    case 'recurs':
      return gist(of.step.event);
    case 'sets':
      return `${of.variable} = ${JSON.stringify(of.to)}`;
    case 'effect.succeeded':
      return JSON.stringify(of.result);
    case 'effect.failed':
      return of.failure.code;
    case 'contact.closed':
      return of.reason;
    case 'contact.moved':
      return of.node;
    case 'channel.prompt':
      return `“${of.text}”`;
    case 'channel.collect':
      return of.choices?.map(({ label }) => label).join(' · ') ?? '';
    case 'channel.dial':
      return of.to;
    case 'channel.end':
      return of.reason;
    case 'http.request':
      return `${of.method} ${of.url}`;
    case 'customer.update':
      return JSON.stringify({ language: of.language, ...of.attributes });
    case 'contact.note':
      return of.text;
    default:
      return '';
  }
}

const UNITS = [
  ['d', 86_400_000],
  ['h', 3_600_000],
  ['m', 60_000],
  ['s', 1_000],
] as const;

/** A stretch of time as a test of a flow writes it, in the largest unit it is a whole number of. */
export function durationOf(ms: number): string {
  const seconds = Math.ceil(ms / 1_000) * 1_000;
  const [unit, size] = UNITS.find(([, one]) => seconds % one === 0) ?? UNITS[3];
  return `${seconds / size}${unit}`;
}
