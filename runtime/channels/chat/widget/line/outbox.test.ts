import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Message } from './frames.ts';
import type { LineState } from './line.ts';
import { outbox } from './outbox.ts';

const message = (id: string, more: Partial<Message> = {}): Message => ({ id, text: id, at: 1, ...more });

function setUp(waiting: Message[] = []) {
  const sent: string[] = [];
  const kept = new Set<string>();
  const line = {
    state: 'online' as LineState,
    renewed: 0,
    connect() {},
    send: (frame: object) => void sent.push((frame as { id: string }).id),
    renew: () => void (line.renewed += 1),
    shut() {},
  };
  const memory = {
    read: () => ({}),
    write() {},
    messages: () => [],
    keep: ({ id }: Message) => void kept.add(id),
    drop: (id: string) => void kept.delete(id),
  };
  return { sent, kept, line, box: outbox(line, memory, waiting) };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('one message at a time, each kept until it is confirmed', () => {
  const { box, sent, kept } = setUp();
  box.put(message('a'));
  box.put(message('b'));
  expect([sent, [...kept]]).toEqual([['a'], ['a', 'b']]);
  box.confirm('a');
  expect([sent, [...kept]]).toEqual([['a', 'b'], ['b']]);
});

test('after a break it goes on with the oldest that is not confirmed', () => {
  const { box, sent, line } = setUp([message('a'), message('b')]);
  line.state = 'lost';
  box.put(message('c'));
  expect(sent).toEqual([]);
  line.state = 'online';
  box.resume();
  box.resume();
  for (const id of ['a', 'b', 'c']) box.confirm(id);
  expect(sent).toEqual(['a', 'a', 'b', 'c']);
});

test('a server that does not answer gets another line', () => {
  const { box, line } = setUp();
  box.put(message('a'));
  vi.advanceTimersByTime(9_999);
  expect(line.renewed).toBe(0);
  vi.advanceTimersByTime(1);
  expect(line.renewed).toBe(1);
});

test('a message that should wait waits, and nothing overtakes it', () => {
  const { box, sent, line } = setUp();
  box.put(message('a'));
  box.put(message('b'));
  box.postpone('a', 20);
  vi.advanceTimersByTime(19_999);
  expect([sent, line.renewed]).toEqual([['a'], 0]);
  vi.advanceTimersByTime(1);
  expect(sent).toEqual(['a', 'a']);
});

test('a secret is sent, but not kept in the browser', () => {
  const { box, sent, kept } = setUp();
  box.put(message('a', { secret: true }));
  expect([sent, kept.size]).toEqual([['a'], 0]);
});

test('a message that is refused for good makes room for the next', () => {
  const { box, sent } = setUp();
  box.put(message('a'));
  box.put(message('b'));
  expect(box.current).toBe('a');
  box.discard('a');
  expect([sent, box.current]).toEqual([['a', 'b'], 'b']);
});
