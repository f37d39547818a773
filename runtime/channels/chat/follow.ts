import type { Host, StoryEntry } from '../adapter.ts';
import type { ServerFrame } from './protocol.ts';
import { NOTHING_ASKED, render } from './render.ts';

/** A tab that reads along with a contact. */
export interface Following {
  contact: string;
  stop(): void;
}

/**
 * Sends a contact's story after a position, and from then on every entry as soon as it is on disk: each once, in order.
 * The beginning is read too, because a choice further on may refer to it.
 * @param begin told the last position before anything is sent
 */
export function follow(
  host: Pick<Host, 'watch' | 'story'>,
  contact: string,
  visitor: string,
  after: number,
  begin: (seq: number) => void,
  send: (frame: ServerFrame) => void,
): Following {
  let last = 0;
  let asked = NOTHING_ASKED;

  const take = (entry: StoryEntry): void => {
    if (entry.seq <= last) return;
    last = entry.seq;
    const rendered = render(entry, asked, visitor);
    asked = rendered.asked;
    if (entry.seq > after) rendered.frames.forEach(send);
  };
  const onChange = (entry: StoryEntry): void => {
    // A gap means that a call was missed or is late: the story on disk is whole.
    if (entry.seq > last + 1) host.story(contact, last).forEach(take);
    take(entry);
  };

  // Watched before it is read, so that nothing falls between the two.
  const stop = host.watch(contact, onChange);
  const story = host.story(contact, 0);
  begin(story.at(-1)?.seq ?? 0);
  story.forEach(take);
  return { contact, stop };
}
