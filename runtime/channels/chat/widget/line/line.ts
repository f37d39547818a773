import { pauseAfter } from './backoff.ts';
import type { ServerFrame } from './frames.ts';

/** `lost`: was there and is being looked for again. `shut`: there is no use in trying. */
export type LineState = 'connecting' | 'online' | 'lost' | 'shut';

/** A socket that comes back by itself. */
export interface Line {
  readonly state: LineState;
  connect(): void;
  send(frame: object): void;
  /** The other side does not answer: starts over on a new socket. */
  renew(): void;
  shut(): void;
}

export interface LineParts {
  address: string;
  /** What to say first; undefined when the server does not want us, a number of seconds when it wants us later. */
  hello: () => Promise<object | undefined | number>;
  heard: (frame: ServerFrame) => void;
  changed: (state: LineState) => void;
}

/** Nobody says welcome within this time: try another socket. */
const PATIENCE_MS = 15_000;

export function openLine({ address, hello, heard, changed }: LineParts): Line {
  let state: LineState = 'connecting';
  let socket: WebSocket | undefined;
  let timer: number | undefined;
  let failures = 0;
  let trying = false;
  let begun = false;

  const enter = (next: LineState): void => {
    if (state === next) return;
    state = next;
    changed(state);
  };

  const later = (seconds?: number): void => {
    trying = false;
    if (state === 'shut') return;
    failures += 1;
    enter('lost');
    clearTimeout(timer);
    timer = window.setTimeout(
      connect,
      seconds === undefined ? pauseAfter(failures, Math.random()) : seconds * 1000,
    );
  };

  /** Drops the socket without hearing of it again. */
  const leave = (): void => {
    const left = socket;
    socket = undefined;
    if (!left) return;
    left.onopen = left.onmessage = left.onclose = null;
    left.close();
  };

  const take = (data: unknown): void => {
    let frame: ServerFrame;
    try {
      frame = JSON.parse(String(data)) as ServerFrame;
    } catch {
      return;
    }
    if (frame.type === 'welcome') {
      failures = 0;
      trying = false;
      clearTimeout(timer);
      enter('online');
    }
    heard(frame);
  };

  const open = (greeting: object): void => {
    leave();
    const opened = new WebSocket(address);
    socket = opened;
    opened.onopen = () => opened.send(JSON.stringify(greeting));
    opened.onmessage = ({ data }) => take(data);
    opened.onclose = () => {
      if (socket === opened) socket = undefined;
      later();
    };
    timer = window.setTimeout(() => {
      leave();
      later();
    }, PATIENCE_MS);
  };

  function connect(): void {
    if (trying || state === 'shut' || state === 'online') return;
    begun = true;
    trying = true;
    clearTimeout(timer);
    hello().then(
      (greeting) => {
        if (state === 'shut') return;
        if (greeting === undefined) line.shut();
        else if (typeof greeting === 'number') later(greeting);
        else open(greeting);
      },
      () => later(),
    );
  }

  const line: Line = {
    get state() {
      return state;
    },
    connect,
    send(frame) {
      if (socket?.readyState === WebSocket.OPEN) socket.send(JSON.stringify(frame));
    },
    renew() {
      leave();
      later();
    },
    shut() {
      clearTimeout(timer);
      enter('shut');
      leave();
    },
  };

  window.addEventListener('online', () => {
    if (begun && state !== 'online') {
      failures = 0;
      connect();
    }
  });
  // The browser knows before the socket does.
  window.addEventListener('offline', () => {
    if (state === 'online') line.renew();
  });
  return line;
}
