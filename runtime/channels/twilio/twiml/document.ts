import type { Effect } from '../../../engine/index.ts';
import type { Config } from '../config.ts';
import { link, type Position } from '../links.ts';
import { dial, type Dial } from './dial.ts';
import { type Collect, gather } from './gather.ts';
import { type Prompt, speech } from './speech.ts';
import { type Element, write, writeResponse } from './xml.ts';

/** Bytes of speech in one document: with what listens after it, it stays below the 64 kB the carriers read. */
const SPEECH_BYTES = 48_000;

/** What the caller is to hear now. */
export interface Hearing {
  /** Effects the caller has not heard yet, in order. */
  effects: Effect[];
  /** Position they begin after, and the one they reach to. */
  from: number;
  to: number;
  /** The contact is over. */
  ended: boolean;
}

/** What comes after the speech. */
type Next = Collect | Dial | { type: 'channel.end' } | undefined;

/**
 * One document for everything a contact asked for since the turn the caller has heard. Pure: the same hearing gives the
 * same document, so a repeated request does too.
 */
export function render(hearing: Hearing, at: Position, base: string, config: Config): string {
  const { prompts, next } = plan(hearing);
  const language = spoken(hearing.effects) ?? at.language;
  const pages = paged(prompts.flatMap((prompt) => speech(prompt, config)));
  const part = Math.min(at.part ?? 0, pages.length - 1);
  const said = pages[part]!;
  const here = { turn: hearing.to, language };
  if (part < pages.length - 1)
    return writeResponse([
      ...said,
      redirect(link(base, '/turn', { turn: hearing.from, part: part + 1, language })),
    ]);
  if (next === undefined) {
    const wait = prompts.length > 0 ? 0 : (at.wait ?? 0);
    return writeResponse([...said, ...waiting(link(base, '/turn', { ...here, wait: wait + 1 }), wait)]);
  }
  if (next.type === 'channel.end') return writeResponse([...said, { name: 'Hangup' }]);
  if (next.type === 'channel.dial')
    return writeResponse([
      ...said,
      dial(next, link(base, '/dial', here), config) ??
        redirect(link(base, '/dial', { ...here, undialable: true })),
    ]);
  const answer = link(base, '/turn', here);
  return writeResponse([
    ...(next.bargeIn ? [] : said),
    gather(next, answer, next.bargeIn ? said : [], config),
    // Where silence is not posted to the action, and where a gather fails, the carrier goes on here.
    redirect(answer),
  ]);
}

/** A later prompt or question takes the place of an earlier one nobody can answer any more; an end stays the end. */
function plan({ effects, ended }: Hearing): { prompts: Prompt[]; next: Next } {
  const prompts: Prompt[] = [];
  let next: Next;
  for (const effect of effects) {
    if (next?.type === 'channel.end') break;
    if (effect.type === 'channel.prompt') {
      prompts.push(effect);
      next = undefined;
    } else if (effect.type === 'channel.collect' || effect.type === 'channel.dial') next = effect;
    else if (effect.type === 'channel.end') next = { type: 'channel.end' };
  }
  return { prompts, next: ended ? { type: 'channel.end' } : next };
}

/** The language spoken last. */
function spoken(effects: Effect[]): string | undefined {
  return effects.findLast((effect) => effect.type === 'channel.prompt' || effect.type === 'channel.collect')
    ?.language;
}

/** Verbs in as few documents as they fit into; always at least one, which may be empty. */
function paged(verbs: Element[]): Element[][] {
  const pages: Element[][] = [[]];
  let size = 0;
  for (const verb of verbs) {
    const bytes = Buffer.byteLength(write(verb));
    if (size + bytes > SPEECH_BYTES && pages.at(-1)!.length > 0) {
      pages.push([]);
      size = 0;
    }
    pages.at(-1)!.push(verb);
    size += bytes;
  }
  return pages;
}

/** Silence, then the question whether there is something to hear; asked ever more seldom, at most every ten seconds. */
function waiting(again: string, times: number): Element[] {
  return [
    { name: 'Pause', attributes: { length: Math.min(10, 1 + Math.floor(times / 2)) } },
    redirect(again),
  ];
}

function redirect(to: string): Element {
  return { name: 'Redirect', attributes: { method: 'POST' }, text: to };
}

/** Holds the caller for a moment and asks again. */
export const holdDocument = (again: string): string =>
  writeResponse([{ name: 'Pause', attributes: { length: 2 } }, redirect(again)]);

/** Says a text and hangs up. */
export const lastWords = (prompt: { text: string; language: string }, config: Config): string =>
  writeResponse([...speech(prompt, config), { name: 'Hangup' }]);

export const NOTHING = writeResponse([]);
