import { MASKED } from '../engine/index.ts';
import type { LogEntry } from './contact-log.ts';

/** A line of a conversation: who said what, and how. */
export interface TranscriptLine {
  seq: number;
  at: number;
  by: 'customer' | 'flow' | 'note' | 'desk';
  kind: 'text' | 'dtmf' | 'speech' | 'choice' | 'prompt' | 'note' | 'opened' | 'left' | 'ended' | 'moved';
  text: string;
  /** It was sensitive: nobody has it any more. */
  masked?: true;
}

/** What was said in a contact, from its log. */
export const transcriptOf = (entries: LogEntry[]): TranscriptLine[] => entries.flatMap(linesOf);

function linesOf({ event, effects }: LogEntry): TranscriptLine[] {
  const line = (by: TranscriptLine['by'], kind: TranscriptLine['kind'], text: string): TranscriptLine => ({
    seq: event.seq,
    at: event.at,
    by,
    kind,
    text,
    ...(text === MASKED ? { masked: true as const } : {}),
  });
  const lines: TranscriptLine[] = [];
  switch (event.type) {
    case 'contact.opened':
      lines.push(line('customer', 'opened', event.text ?? ''));
      break;
    case 'input.received':
      lines.push(line('customer', event.input.kind, event.input.value));
      break;
    case 'interaction.left':
      lines.push(line('customer', 'left', event.reason ?? ''));
      break;
    case 'contact.closed':
      lines.push(line('desk', 'ended', event.reason));
      break;
    case 'contact.moved':
      lines.push(line('desk', 'moved', event.node));
      break;
    default:
  }
  for (const effect of effects) {
    if (effect.type === 'channel.prompt') lines.push(line('flow', 'prompt', effect.text));
    if (effect.type === 'contact.note') lines.push(line('note', 'note', effect.text));
    if (effect.type === 'channel.end') lines.push(line('flow', 'ended', effect.reason));
  }
  return lines;
}
