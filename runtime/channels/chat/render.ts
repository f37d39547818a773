import { type Choice, direction, type Effect } from '../../engine/index.ts';
import type { StoryEntry } from '../adapter.ts';
import { clientIdOf } from './parse.ts';
import type { EntryFrame, ServerFrame } from './protocol.ts';

/** What the entries so far have left open: it decides how the next answer is shown. */
export interface Asked {
  choices: Choice[];
  language?: string;
  sensitive: boolean;
}

export const NOTHING_ASKED: Asked = { choices: [], sensitive: false };

/** Shown instead of an answer that nobody may see. */
const HIDDEN = '••••••';

/** One entry of a contact's story as frames, and what it leaves open for the next. */
export function render(
  entry: StoryEntry,
  before: Asked,
  visitor: string,
): { frames: ServerFrame[]; asked: Asked } {
  const frames: ServerFrame[] = [];
  const answer = answerFrame(entry, before, visitor);
  if (answer) frames.push(answer);
  let asked = answer ? NOTHING_ASKED : before;
  for (const effect of entry.effects) {
    if (effect.type === 'channel.prompt') {
      if (effect.text !== '' || effect.recording !== undefined) frames.push(promptFrame(effect, entry));
    } else if (effect.type === 'channel.collect') {
      asked = {
        choices: effect.choices ?? [],
        language: effect.language,
        sensitive: effect.sensitive === true,
      };
      attach(frames, effect, entry);
    }
    // Other effects are not for a chat window: the flow's checks have told the designer.
  }
  if (entry.ended) frames.push({ type: 'ended', seq: entry.seq, reason: reasonOf(entry) });
  return { frames, asked };
}

/** What the customer gave; a choice is shown by its label. */
function answerFrame(
  { input, seq, at, id }: StoryEntry,
  asked: Asked,
  visitor: string,
): EntryFrame | undefined {
  if (!input) return undefined;
  const choice = input.kind === 'choice' ? asked.choices.find((one) => one.id === input.value) : undefined;
  const own = clientIdOf(id, visitor) ?? `input-${seq}`;
  const frame = { type: 'entry', seq, at, from: 'customer', id: own } as const;
  if (asked.sensitive) return { ...frame, text: HIDDEN, dir: 'auto' };
  if (!choice || asked.language === undefined) return { ...frame, text: input.value, dir: 'auto' };
  return { ...frame, text: choice.label, language: asked.language, dir: direction(asked.language) };
}

function promptFrame(
  effect: Extract<Effect, { type: 'channel.prompt' }>,
  { seq, at }: StoryEntry,
): EntryFrame {
  return {
    type: 'entry',
    seq,
    at,
    from: 'flow',
    id: effect.id,
    text: effect.text,
    language: effect.language,
    dir: direction(effect.language),
    ...(effect.recording === undefined ? {} : { recording: effect.recording }),
  };
}

/** Puts a question's choices to the last prompt of the step; a question without words becomes an entry of its own. */
function attach(
  frames: ServerFrame[],
  effect: Extract<Effect, { type: 'channel.collect' }>,
  { seq, at }: StoryEntry,
): void {
  const choices = (effect.choices ?? []).map(({ id, label }) => ({ id, label }));
  const question = {
    expects: choices.length > 0 ? ('choice' as const) : ('text' as const),
    ...(choices.length > 0 ? { choices } : {}),
    ...(effect.sensitive ? { sensitive: true as const } : {}),
  };
  const last = frames.at(-1);
  if (last?.type === 'entry' && last.from === 'flow' && last.expects === undefined) {
    Object.assign(last, question);
    return;
  }
  const { id, language } = effect;
  frames.push({
    type: 'entry',
    seq,
    at,
    from: 'flow',
    id,
    text: '',
    language,
    dir: direction(language),
    ...question,
  });
}

function reasonOf({ effects }: StoryEntry): string {
  const end = effects.findLast((effect) => effect.type === 'channel.end');
  return end?.reason ?? 'ended';
}
