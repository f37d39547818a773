import { render as renderChat, type Asked, NOTHING_ASKED } from '../../runtime/channels/chat/render.ts';
import { messageOf } from '../../runtime/channels/http/render.ts';
import { type Offers, offersOn } from '../../runtime/channels/offers.ts';
import type { ChannelKind, Choice, Input } from '../../runtime/engine/index.ts';
import type { SimulatedWorld, Turn } from '../../runtime/simulated-world/index.ts';

/** Something the customer sees or hears, gives, or lives through. */
export interface Line {
  key: string;
  by: 'flow' | 'customer' | 'event';
  text: string;
  /** Epoch ms. */
  at: number;
  language?: string;
  offers?: Offers<Pick<Choice, 'id' | 'label' | 'key'>>;
  /** How it was given, or what happened. */
  kind?: Input['kind'] | 'left' | 'ended' | 'dials';
}

/** A conversation as its channel shows it: by the channel's own rendering where there is one. */
export function shownLines({ story, snapshot }: Pick<SimulatedWorld, 'story' | 'snapshot'>): Line[] {
  if (!snapshot) return [];
  const { channel } = snapshot;
  const said = channel === 'chat' ? inChat(story) : story.flatMap((turn) => linesOf(turn, channel));
  return said.toSorted((one, other) => one.seq - other.seq).map(({ line }) => line);
}

/** Lines know the turn they are of, so that what happened can be put between what was said. */
type Placed = { seq: number; line: Line };

function inChat(story: readonly Turn[]): Placed[] {
  let asked: Asked = NOTHING_ASKED;
  return story.flatMap((turn) => {
    const { event, effects, status } = turn;
    const entry = {
      seq: event.seq,
      at: event.at,
      effects,
      ended: status === 'done',
      ...(event.type === 'input.received' ? { input: event.input } : {}),
    };
    const rendered = renderChat(entry, asked, 'simulated');
    ({ asked } = rendered);
    const lines = rendered.frames.flatMap((frame): Placed[] => {
      if (frame.type !== 'entry') return [];
      const { id, seq, at, from: by, text, language, choices } = frame;
      const offers = choices && offersOn('chat', choices);
      const line = {
        key: id,
        by,
        text,
        at,
        ...(language ? { language } : {}),
        ...(offers ? { offers } : {}),
      };
      return [{ seq, line }];
    });
    return [...lines, ...happened(turn)];
  });
}

function linesOf(turn: Turn, channel: ChannelKind): Placed[] {
  const { event, effects } = turn;
  const { seq, at } = event;
  const lines: Line[] = [];
  if (event.type === 'input.received')
    lines.push({ key: `${seq}/in`, by: 'customer', text: event.input.value, at, kind: event.input.kind });
  if (event.type === 'contact.opened' && event.text !== undefined)
    lines.push({ key: `${seq}/in`, by: 'customer', text: event.text, at, kind: 'text' });
  for (const effect of effects) {
    const message = messageOf(effect);
    if (message?.type === 'prompt')
      lines.push({ key: message.id, by: 'flow', text: message.text, at, language: message.language });
    if (effect.type !== 'channel.collect') continue;
    const offers = offersOn(channel, effect.choices ?? []);
    const last = lines.at(-1);
    if (!offers) continue;
    if (last?.by === 'flow' && !last.offers) last.offers = offers;
    else lines.push({ key: effect.id, by: 'flow', text: '', at, language: effect.language, offers });
  }
  return [...lines.map((line) => ({ seq, line })), ...happened(turn)];
}

/** What nobody says, and whoever plays has to know. */
function happened({ event, effects, status }: Turn): Placed[] {
  const { seq, at } = event;
  const lines: Line[] = [];
  if (event.type === 'interaction.left')
    lines.push({ key: `${seq}/left`, by: 'event', text: '', at, kind: 'left' });
  for (const effect of effects)
    if (effect.type === 'channel.dial')
      lines.push({ key: effect.id, by: 'event', text: effect.to, at, kind: 'dials' });
  if (status === 'done') lines.push({ key: `${seq}/end`, by: 'event', text: '', at, kind: 'ended' });
  return lines.map((line) => ({ seq, line }));
}

/** An option as text: with what one answers to take it. */
export const optionText = ({ label, key }: Pick<Choice, 'label' | 'key'>): string =>
  key === undefined ? `• ${label}` : `${key}. ${label}`;
