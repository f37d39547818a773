import type { Pace } from '../limits/pace.ts';
import { taking } from '../limits/pace.ts';
import { askedSchema, type Ending, readSync } from '../shared-draft/index.ts';
import type { LiveDraft } from './live-draft.ts';
import type { Member } from './member.ts';

/** Frames of one window: pointers come at most 20 times a second. */
const FRAMES: Pace = { most: 600, windowMs: 10_000 };
const BYTES: Pace = { most: 16 * 1024 * 1024, windowMs: 10_000 };
/** Windows that may have one draft open. */
const MOST_WINDOWS = 100;

/** The server's end of one socket, without the socket. Everything is handled in the order it came. */
export interface LiveSession {
  take(data: Uint8Array, isBinary: boolean): void;
  /** The socket is gone. */
  end(): void;
}

/**
 * @param opening the draft, once it is loaded
 * @param left called when the member has left it
 */
export function liveSession(
  member: Member,
  opening: Promise<LiveDraft | Ending>,
  { now, left, failed }: { now: () => number; left: () => void; failed: (error: unknown) => void },
): LiveSession {
  let over = false;
  let frames = 0;
  let bytes = 0;
  const refuse = (ending: Ending): undefined => {
    over = true;
    member.end(ending);
    return undefined;
  };
  const joined = opening
    .then(async (draft) => {
      if (typeof draft === 'string') return refuse(draft);
      if (over) {
        left();
        return undefined;
      }
      if (draft.people.count() >= MOST_WINDOWS) return refuse('draft.too-often');
      await draft.join(member);
      // Gone while it was let in.
      if (over) {
        draft.leave(member);
        left();
      }
      return draft;
    })
    .catch((error: unknown) => {
      failed(error);
      return refuse('draft.failed');
    });
  let work: Promise<unknown> = joined;

  const handle = async (draft: LiveDraft, data: Uint8Array, isBinary: boolean): Promise<void> => {
    if (!isBinary) return say(draft, Buffer.from(data).toString('utf8'));
    const frame = readSync(data);
    if (!frame) return refuse('draft.malformed');
    if ('has' in frame) return draft.answer(member, frame.has);
    return member.mayWrite ? draft.take(member, frame.update) : refuse('access.denied');
  };
  const say = async (draft: LiveDraft, text: string): Promise<void> => {
    const asked = askedSchema.safeParse(jsonOf(text));
    if (!asked.success) return refuse('draft.malformed');
    if (asked.data.type === 'settle') return member.tell({ type: 'settled', revision: await draft.write() });
    const { type: _type, ...place } = asked.data;
    draft.people.move(member, place);
  };

  return {
    take(data, isBinary) {
      if (over) return;
      const frame = taking(frames, now(), FRAMES);
      const size = taking(bytes, now(), { ...BYTES, most: BYTES.most / Math.max(1, data.byteLength) });
      if ('waitMs' in frame || 'waitMs' in size) return refuse('draft.too-often');
      frames = frame.usedUntil;
      bytes = size.usedUntil;
      work = work
        .then(async () => {
          const draft = await joined;
          if (draft && !over) await handle(draft, data, isBinary);
        })
        .catch((error: unknown) => {
          failed(error);
          refuse('draft.failed');
        });
    },
    end() {
      over = true;
      void joined.then((draft) => {
        if (!draft) return;
        draft.leave(member);
        left();
      });
    },
  };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
