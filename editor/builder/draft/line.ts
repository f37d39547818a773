import { applyUpdate } from 'yjs';
import {
  type Asked,
  ENDINGS,
  type Ending,
  type FlowInDoc,
  readSync,
  type Told,
  toldSchema,
  updateFrame,
  whatIHave,
  whatYouLack,
} from '../../../runtime/shared-draft/index.ts';
import type { Person, Saved } from './draft.ts';

/** The part of a WebSocket that is used. */
export type LineSocket = Pick<
  WebSocket,
  'binaryType' | 'readyState' | 'send' | 'close' | 'onmessage' | 'onclose' | 'onerror'
>;

export interface LineParts {
  shared: FlowInDoc;
  open: () => LineSocket;
  /** The draft this document is of; undefined while it is of none. */
  epoch: string | undefined;
  /** There is something the server does not have, or no longer. */
  unsaved: (is: boolean) => void;
  /** Does something after some ms; gives what calls it off. */
  later: (ms: number, work: () => void) => () => void;
}

/** What became of a line that is not tried again. */
export type Ended = Exclude<Ending, 'restarting' | 'draft.failed' | 'draft.too-often'>;

/** The line to the server: what is done here goes there and the other way round, as soon as there is a network. */
export interface Line {
  saved(): Saved;
  people(): readonly Person[];
  tell(here: Pick<Person, 'chosen' | 'pointer'>): void;
  settled(): Promise<number>;
  /** Why it is over for good; undefined while it is not. */
  ended(): Ended | undefined;
  /** Whether the document is as the server has it, or was once. */
  synced(): boolean;
  epoch(): string | undefined;
  /** Tries now, if it waits for its next try. */
  hurry(): void;
  /** There is no network: what is sent now would be on its way for minutes. */
  cut(): void;
  subscribe(onChange: () => void): () => void;
  close(): void;
}

const FIRST_PAUSE = 300;
const LONGEST_PAUSE = 8_000;
/** Ms between two pointers: 20 a second. */
const POINTER_EVERY = 50;
const PASSING: readonly string[] = ['restarting', 'draft.failed', 'draft.too-often'];

export function line(parts: LineParts): Line {
  const { shared, open, later } = parts;
  const { doc } = shared;
  const listeners = new Set<() => void>();
  const waiting: { resolve: (revision: number) => void; reject: (error: Error) => void; asked: boolean }[] =
    [];
  let socket: LineSocket | undefined;
  let epoch = parts.epoch;
  let people: readonly Person[] = [];
  let here: Pick<Person, 'chosen' | 'pointer'> | undefined;
  let sending: (() => void) | undefined;
  let retry: (() => void) | undefined;
  let pause = FIRST_PAUSE;
  /** The server has asked for what it lacks: from then on it is told of each change. */
  let joined = false;
  let mayWrite = true;
  let [sent, kept] = [0, 0];
  let synced = false;
  let closed = false;
  let ended: Ended | undefined;

  const changed = (): void => listeners.forEach((listener) => listener());
  const isSaved = (): boolean => joined && sent === kept;
  /** What is said to a line that is just closing is told as a whole when the next one opens. */
  const put = (data: string | Uint8Array): void => {
    if (socket?.readyState === 1) socket.send(data as string | Uint8Array<ArrayBuffer>);
  };
  const say = (asked: Asked): void => put(JSON.stringify(asked));
  const sendChange = (frame: Uint8Array): void => {
    sent += 1;
    put(frame);
  };
  const sayHere = (): void => {
    if (here) say({ type: 'here', ...here, chosen: [...here.chosen] });
  };
  const settle = (): void => {
    if (!isSaved()) return;
    parts.unsaved(false);
    for (const one of waiting.filter(({ asked }) => !asked)) {
      one.asked = true;
      say({ type: 'settle' });
    }
  };

  const hear = (told: Told): void => {
    switch (told.type) {
      case 'welcome':
        pause = FIRST_PAUSE;
        // Two documents that have nothing in common: merged they would be neither.
        if (epoch !== undefined && epoch !== told.epoch) return end('draft.reset');
        epoch = told.epoch;
        mayWrite = told.mayWrite;
        // Whoever only watches has nothing to send.
        joined = !mayWrite;
        put(whatIHave(doc));
        return sayHere();
      case 'kept':
        kept = told.count;
        return settle();
      case 'settled':
        return waiting.shift()?.resolve(told.revision);
      case 'there': {
        const { type: _type, pointer, ...person } = told;
        const one = { ...person, ...(pointer ? { pointer } : {}) };
        people = people.some(({ id }) => id === one.id)
          ? people.map((known) => (known.id === one.id ? one : known))
          : [...people, one];
        return undefined;
      }
      case 'gone':
        people = people.filter(({ id }) => id !== told.id);
        return undefined;
      default:
        return undefined;
    }
  };
  const take = (data: unknown): void => {
    if (typeof data === 'string') {
      const told = toldSchema.safeParse(JSON.parse(data));
      if (told.success) hear(told.data);
      return;
    }
    const frame = readSync(new Uint8Array(data as ArrayBuffer));
    if (!frame) return;
    if ('has' in frame) {
      sendChange(whatYouLack(doc, frame.has));
      joined = true;
      return;
    }
    applyUpdate(doc, frame.update, 'server');
    if (!frame.isAnswer) return;
    synced = true;
    listen();
  };

  const end = (why: Ended): void => {
    ended = why;
    for (const one of waiting.splice(0)) one.reject(new Error(why));
    hangUp();
  };
  const hangUp = (): void => {
    const last = socket;
    socket = undefined;
    joined = false;
    [sent, kept] = [0, 0];
    people = [];
    for (const one of waiting) one.asked = false;
    if (!last) return;
    last.onclose = last.onmessage = null;
    last.close();
  };
  const connect = (): void => {
    retry = undefined;
    const next = open();
    socket = next;
    next.binaryType = 'arraybuffer';
    next.onmessage = ({ data }) => {
      take(data);
      changed();
    };
    next.onerror = () => undefined;
    next.onclose = ({ code }) => {
      hangUp();
      const why = (ENDINGS as { [code: number]: Ending })[code];
      if (why !== undefined && !PASSING.includes(why)) end(why as Ended);
      else {
        retry = later(pause, connect);
        pause = Math.min(pause * 2, LONGEST_PAUSE);
      }
      changed();
    };
  };

  const onUpdate = (update: Uint8Array, origin: unknown): void => {
    // What comes from this browser's own store was done here, but is told as a whole when the line is there.
    if (origin === 'server' || (typeof origin === 'object' && origin !== null && 'clearData' in origin))
      return;
    parts.unsaved(true);
    if (joined && mayWrite) sendChange(updateFrame(update));
  };
  const listen = (): void => void doc.on('update', onUpdate);
  // A document that has nothing yet only takes what the server has: with a listener, Yjs would write all that down again.
  if (epoch !== undefined) listen();
  connect();

  return {
    saved: () => {
      if (ended) return 'refused';
      if (!joined) return 'offline';
      return isSaved() ? 'saved' : 'saving';
    },
    people: () => people,
    tell(now) {
      // Who chooses something by key still has their pointer where it was.
      here = { ...(here?.pointer ? { pointer: here.pointer } : {}), ...now };
      sending ??= later(POINTER_EVERY, () => {
        sending = undefined;
        sayHere();
      });
    },
    settled: () =>
      new Promise((resolve, reject) => {
        if (ended) return reject(new Error(ended));
        waiting.push({ resolve, reject, asked: false });
        settle();
      }),
    ended: () => ended,
    synced: () => synced,
    epoch: () => epoch,
    hurry() {
      if (!retry) return;
      retry();
      connect();
    },
    cut() {
      if (!socket) return;
      hangUp();
      retry = later(pause, connect);
      changed();
    },
    subscribe(onChange) {
      listeners.add(onChange);
      return () => void listeners.delete(onChange);
    },
    close() {
      if (closed) return;
      closed = true;
      doc.off('update', onUpdate);
      retry?.();
      sending?.();
      for (const one of waiting.splice(0)) one.reject(new Error('closed'));
      hangUp();
      listeners.clear();
    },
  };
}
