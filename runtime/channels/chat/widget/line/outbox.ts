import type { Message } from './frames.ts';
import type { Line } from './line.ts';
import type { Memory } from './memory.ts';

/** Messages on their way: one at a time, so that their order holds whatever happens to the line. */
export interface Outbox {
  put(message: Message): void;
  /** The line is there (again): goes on with the oldest message. */
  resume(): void;
  confirm(id: string): void;
  /** The server wants this one later, or never. */
  postpone(id: string, seconds: number): void;
  discard(id: string): void;
  /** Id of the message the server has to answer for. */
  readonly current: string | undefined;
}

/** A server that is there confirms within this time; if it does not, the line is dead without knowing it. */
const PATIENCE_MS = 10_000;

export function outbox(line: Line, memory: Memory, waiting: Message[]): Outbox {
  const queue = [...waiting];
  let timer: ReturnType<typeof setTimeout> | undefined;

  const send = (): void => {
    clearTimeout(timer);
    const next = queue[0];
    if (!next || line.state !== 'online') return;
    const { id, text, choice } = next;
    line.send(choice === undefined ? { type: 'say', id, text } : { type: 'choose', id, choice });
    timer = setTimeout(() => line.renew(), PATIENCE_MS);
  };

  const discard = (id: string): void => {
    memory.drop(id);
    const place = queue.findIndex((message) => message.id === id);
    if (place < 0) return;
    queue.splice(place, 1);
    if (place === 0) send();
  };

  return {
    put(message) {
      if (!message.secret) memory.keep(message);
      queue.push(message);
      if (queue.length === 1) send();
    },
    resume: send,
    confirm: discard,
    postpone(id, seconds) {
      if (queue[0]?.id !== id) return;
      clearTimeout(timer);
      timer = setTimeout(send, seconds * 1000);
    },
    discard,
    get current() {
      return queue[0]?.id;
    },
  };
}
