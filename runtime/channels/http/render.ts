import type { Effect } from '../../engine/index.ts';
import type { Receipt } from '../adapter.ts';

interface ShownChoice {
  id: string;
  label: string;
  key?: string;
}

/** What the other side is told, one object per effect. */
export type Message =
  | {
      id: string;
      type: 'prompt';
      text: string;
      language: string;
      recording?: string;
      choices?: ShownChoice[];
    }
  | { id: string; type: 'choices'; language: string; choices: ShownChoice[] }
  | { id: string; type: 'end'; reason: string };

/** An effect in the channel's words; undefined when there is nothing to tell. */
export function messageOf(effect: Effect): Message | undefined {
  switch (effect.type) {
    case 'channel.prompt': {
      const { id, text, language, recording } = effect;
      return recording === undefined
        ? { id, type: 'prompt', text, language }
        : { id, type: 'prompt', text, language, recording };
    }
    case 'channel.collect': {
      const { id, language, choices } = effect;
      if (!choices || choices.length === 0) return undefined;
      return { id, type: 'choices', language, choices: choices.map(shown) };
    }
    case 'channel.end':
      return { id: effect.id, type: 'end', reason: effect.reason };
    case 'channel.dial':
    case 'customer.update':
    case 'contact.note':
      return undefined;
  }
}

const shown = ({ id, label, key }: { id: string; label: string; key?: string }): ShownChoice =>
  key === undefined ? { id, label } : { id, label, key };

/** All effects of a step; choices ride on the prompt before them. */
export function messagesOf(effects: readonly Effect[]): Message[] {
  const messages: Message[] = [];
  for (const effect of effects) {
    const message = messageOf(effect);
    if (!message) continue;
    const before = messages.at(-1);
    if (message.type === 'choices' && before?.type === 'prompt') before.choices = message.choices;
    else messages.push(message);
  }
  return messages;
}

/** The answer to one message, told after it is on disk. A repeat gets what the first one got. */
export const answerOf = ({ contact, seq, status, ended, effects }: Receipt) => ({
  contact,
  seq,
  status,
  ended,
  messages: messagesOf(effects),
});

/** The answer where messages go to the callback address instead. */
export const acceptedOf = ({ contact, seq, status }: Receipt) => ({ contact, seq, status });
