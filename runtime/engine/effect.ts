import type { HttpMethod } from './document/request.ts';
import type { Value } from './document/value.ts';

/** A choice offered to the customer: a button in chat, a key on the phone, a word in both. */
export interface Choice {
  id: string;
  label: string;
  key?: string;
  /** Words that mean this choice, for speech hints. */
  words?: string[];
}

/** How an answer is listened to; a channel uses what it can. Times in seconds. */
export interface Listening {
  dtmf: boolean;
  speech: boolean;
  /** Silence after the prompt that ends the attempt, on channels that time input themselves. */
  timeoutSeconds: number;
  /** The customer may answer while the prompt plays. */
  bargeIn: boolean;
  minDigits?: number;
  maxDigits?: number;
  finishKey?: string;
  interDigitSeconds?: number;
  choices?: Choice[];
  /** Words the speech recogniser should expect. */
  hints?: string[];
  /** Never stored, logged or shown. */
  sensitive?: boolean;
}

/** A request to another service, ready to be sent: templates are rendered, and the query is part of the address. */
export interface HttpRequest {
  method: HttpMethod;
  url: string;
  /** Names in small letters. */
  headers: { [name: string]: string };
  body?: string;
  /** Name of a credential of the organisation; what is in it is added where the request leaves. */
  credential?: string;
  /** For the whole of it, repeats included. */
  timeoutMs: number;
  /** Further attempts after one that failed for a reason that may pass. */
  retries: number;
  /** It may arrive twice without harm. */
  repeatable: boolean;
  answerAs: 'json' | 'text';
  /** Neither request nor answer is logged. */
  sensitive?: boolean;
}

/** What should happen, in the imperative. The engine returns effects; it performs none. */
export type EffectBody =
  | { type: 'channel.prompt'; text: string; language: string; recording?: string; awaited?: boolean }
  | ({ type: 'channel.collect'; language: string } & Listening)
  | { type: 'channel.dial'; to: string; callerId?: string; timeoutSeconds: number; language: string }
  | { type: 'channel.end'; reason: string }
  | ({ type: 'http.request' } & HttpRequest)
  /** A designer's own code, run apart from everything; it reads `inputs` as `input`. */
  | { type: 'script.run'; source: string; inputs: { [name: string]: Value } }
  | { type: 'customer.update'; language?: string; attributes?: { [name: string]: Value } }
  | { type: 'contact.note'; text: string };

/** `id` is `${contact}/${seq}/${index}`: a repeat of the step gives the same ids, so a repeat is recognised. */
export type Effect = EffectBody & { id: string };
export type EffectType = EffectBody['type'];

/** One handler per effect type: a new effect does not compile until every world can carry it out. */
export type EffectMap<Result> = { [Type in EffectType]: (effect: Extract<Effect, { type: Type }>) => Result };

/** Effects whose outcome the contact waits for. */
const AWAITED: Record<EffectType, boolean> = {
  'channel.prompt': false,
  'channel.collect': false,
  'channel.dial': true,
  'channel.end': false,
  'http.request': true,
  'script.run': true,
  'customer.update': false,
  'contact.note': false,
};

/** Whether the contact goes on only when the outcome of this effect is known; a prompt says so itself. */
export const isAwaited = (effect: EffectBody): boolean =>
  effect.type === 'channel.prompt' ? effect.awaited === true : AWAITED[effect.type];
