import { expect, test, vi } from 'vitest';
import { registry } from '../../../nodes/index.ts';
import { compile, type FlowDefinition } from '../../../runtime/engine/index.ts';
import { flowOf, node } from '../../../tests/kit/flow-builder.ts';
import { changeConfig } from '../commands/change-config.ts';
import { connectExit } from '../commands/connect-exit.ts';
import { draftInMemory } from '../draft/draft-in-memory.ts';
import { making } from '../draft/open-draft.ts';
import { type Around, surroundingsOf } from './around.ts';
import { compilation } from './compilation.ts';
import type { Answer, Question } from './problems-worker.ts';
import { problemsOf } from './use-problems.ts';

/** The worker without a thread: answers when it is told to. */
function staged(flow: FlowDefinition, around: Around = {}, others: { [id: string]: FlowDefinition } = {}) {
  const draft = draftInMemory(flow, making, () => 0);
  const questions: Question[] = [];
  const worker = {
    onmessage: null as ((event: MessageEvent<Answer>) => void) | null,
    postMessage: (question: Question) => void questions.push(question),
    terminate: vi.fn<() => void>(),
  };
  const made = compilation({
    draft,
    openWorker: () => worker as unknown as Worker,
    loadAround: async () => around,
    loadFlow: async (id) => others[id] ?? null,
  });
  const answer = () => {
    const { flow: document, around: known, others: flows } = questions.shift()!;
    const wanted: Answer['wanted'] = [];
    const compiled = compile(
      document,
      registry,
      surroundingsOf(known, flows, (id, version) =>
        wanted.push(version === undefined ? { id } : { id, version }),
      ),
    );
    worker.onmessage!({
      data: { issues: compiled.issues, wanted, ...(compiled.ok ? { machine: compiled.machine } : {}) },
    } as MessageEvent<Answer>);
  };
  return { draft, made, questions, worker, answer };
}

const flow = () =>
  flowOf({ hello: node('message', { text: { en: 'Hello' } }, { done: 'bye' }), bye: node('end', {}) });

test('one question at a time, and the latest wins', async () => {
  vi.useFakeTimers();
  const { draft, made, questions, answer } = staged(flow());
  made.subscribe(() => undefined);
  await vi.advanceTimersByTimeAsync(0);
  expect(questions).toHaveLength(1);
  for (const to of ['a', 'b', 'c']) {
    draft.do(changeConfig, { node: 'hello', path: ['text', 'en'], to });
    await vi.advanceTimersByTimeAsync(500);
  }
  expect(questions, 'nothing is asked while an answer is on its way').toHaveLength(1);
  answer();
  expect(questions).toHaveLength(1);
  answer();
  expect(made.read().flow).toBe(draft.read());
  expect(made.read().machine).toBeDefined();
  vi.useRealTimers();
});

test('what is wrong is told by node, and stays the same list until it changes', async () => {
  vi.useFakeTimers();
  const { draft, made, answer } = staged(flow());
  made.subscribe(() => undefined);
  await vi.advanceTimersByTimeAsync(0);
  answer();
  draft.do(connectExit, { node: 'hello', exit: 'done', target: undefined });
  await vi.advanceTimersByTimeAsync(500);
  answer();
  const { issues } = made.read();
  expect(problemsOf(issues, 'hello')).toMatchObject([{ code: 'exit.dangling', exit: 'done' }]);
  expect(problemsOf(issues, 'bye')).toEqual([]);
  draft.do(changeConfig, { node: 'hello', path: ['text', 'en'], to: 'Hi' });
  await vi.advanceTimersByTimeAsync(500);
  answer();
  expect(made.read().issues).toBe(issues);
  vi.useRealTimers();
});

test('other flows, calendars, hosts and credentials are looked at', async () => {
  vi.useFakeTimers();
  const caller = flowOf({
    call: node(
      'sub-flow',
      { flow: 'other', inputs: { nothing: { value: 1 } } },
      { completed: 'bye', failed: 'bye' },
    ),
    when: node(
      'hours',
      { calendar: 'gone' },
      { open: 'bye', closed: 'bye', holiday: 'bye', emergency: 'bye' },
    ),
    bye: node('end', {}),
  });
  const { made, answer } = staged(caller, { calendars: [] }, { other: { ...flow(), id: 'other' } });
  made.subscribe(() => undefined);
  await vi.advanceTimersByTimeAsync(0);
  answer();
  expect(made.read().flow, 'the other flow is fetched first').toBeUndefined();
  await vi.advanceTimersByTimeAsync(0);
  answer();
  const codes = made.read().issues.map(({ code }) => code);
  expect(codes).toContain('sub-flow.unknown-input');
  expect(codes).toContain('hours.unknown-calendar');
  expect(codes).not.toContain('sub-flow.unknown-flow');
  vi.useRealTimers();
});

test('the worker goes when nobody looks any more', async () => {
  vi.useFakeTimers();
  const { made, worker } = staged(flow());
  made.subscribe(() => undefined)();
  await vi.advanceTimersByTimeAsync(1);
  expect(worker.terminate).toHaveBeenCalledOnce();
  vi.useRealTimers();
});
