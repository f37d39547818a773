import { type Input, LIMITS } from '../../engine/index.ts';
import type { Inbound, InboundWhat } from '../adapter.ts';
import { isRecord } from './is-record.ts';
import { readInputs } from './read-inputs.ts';
import { Refusal } from './refusal.ts';

/** Letters of any script, but nothing that cannot be stored, printed or told apart: control characters, half surrogates. */
const UNPRINTABLE = /[\p{Cc}\p{Cs}]/u;
const LANGUAGE = /^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8}){0,7}$/;
const DIGITS = /^[0-9*#]{1,100}$/;

const MOST = { id: 200, conversation: 200, from: 200, name: 200, choice: 200, language: 35 };

const FIELDS = new Set([
  'id',
  'conversation',
  'from',
  'name',
  'language',
  'text',
  'choice',
  'digits',
  'left',
  'inputs',
]);

/**
 * One message of the body, checked strictly. Written by hand: this is every request's path, and a schema library takes
 * several times as long for the same answer.
 */
export function readMessage(value: unknown, connection: string): Inbound {
  if (!isRecord(value)) throw new Refusal(400, 'message.not-an-object');
  for (const name in value) if (!FIELDS.has(name)) throw new Refusal(400, 'message.unknown-field', name);
  const conversation = required(value, 'conversation');
  const from = optional(value, 'from');
  const name = optional(value, 'name');
  const language = optional(value, 'language');
  if (language !== undefined && !LANGUAGE.test(language))
    throw new Refusal(400, 'message.invalid-field', 'language');
  const inbound: Inbound = {
    id: required(value, 'id'),
    conversation,
    // The other side's names are its own: the same one on two connections need not be the same person.
    customer: { kind: 'external', address: `${connection}/${from ?? conversation}` },
    what: readWhat(value),
  };
  if (from !== undefined) inbound.from = from;
  if (name !== undefined) inbound.customer!.name = name;
  if (language !== undefined) inbound.customer!.language = language;
  return inbound;
}

function readWhat(value: Record<string, unknown>): InboundWhat {
  const { text, choice, digits, left, inputs } = value;
  const given =
    Number(text !== undefined) +
    Number(choice !== undefined) +
    Number(digits !== undefined) +
    Number(left !== undefined);
  if (given > 1) throw new Refusal(400, 'message.more-than-one-input');
  if (inputs !== undefined) {
    if (given > (text === undefined ? 0 : 1)) throw new Refusal(400, 'message.inputs-only-open', 'inputs');
    const opened: InboundWhat = { type: 'opened', inputs: readInputs(inputs) };
    if (text !== undefined) opened.text = textOf(text);
    return opened;
  }
  if (text !== undefined) return input({ kind: 'text', value: textOf(text) }, true);
  if (choice !== undefined) return input({ kind: 'choice', value: required(value, 'choice') }, false);
  if (digits !== undefined) {
    if (typeof digits !== 'string' || !DIGITS.test(digits))
      throw new Refusal(400, 'message.invalid-field', 'digits');
    return input({ kind: 'dtmf', value: digits }, false);
  }
  if (left === undefined) return { type: 'opened' };
  if (left !== true) throw new Refusal(400, 'message.invalid-field', 'left');
  return { type: 'left' };
}

const input = (given: Input, opens: boolean): InboundWhat =>
  opens ? { type: 'input', input: given, opens } : { type: 'input', input: given };

/** A customer's words are cut rather than refused: the flow gets what fits. */
function textOf(text: unknown): string {
  if (typeof text !== 'string') throw new Refusal(400, 'message.invalid-field', 'text');
  if (text.length <= LIMITS.inputText) return text;
  const cut = text.slice(0, LIMITS.inputText);
  const last = cut.charCodeAt(cut.length - 1);
  return last >= 0xd800 && last <= 0xdbff ? cut.slice(0, -1) : cut;
}

function required(value: Record<string, unknown>, field: keyof typeof MOST): string {
  const text = optional(value, field);
  if (text === undefined) throw new Refusal(400, 'message.missing-field', field);
  return text;
}

function optional(value: Record<string, unknown>, field: keyof typeof MOST): string | undefined {
  const text = value[field];
  if (text === undefined) return undefined;
  if (typeof text !== 'string' || text === '' || text.length > MOST[field] || UNPRINTABLE.test(text))
    throw new Refusal(400, 'message.invalid-field', field);
  return text;
}
