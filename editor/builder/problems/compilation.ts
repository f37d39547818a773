import type { FlowDefinition, Issue, MachineJson } from '../../../runtime/engine/index.ts';
import { type Around, keyOf, type OtherFlows } from './around.ts';
import type { Answer, Question } from './problems-worker.ts';

/** Pause after a change before it is compiled, ms: a word is typed in less. */
const PAUSE_MS = 120;

/** What came of compiling the draft as it is. */
export interface Outcome {
  /** Errors first, in the order of the drawing. */
  issues: readonly Issue[];
  machine?: MachineJson;
  /** The document this is about; missing before the first answer. */
  flow?: FlowDefinition;
}

export interface Compilation {
  read: () => Outcome;
  /** While anyone listens, every change of the draft is compiled. */
  subscribe: (onChange: () => void) => () => void;
  /** What the flow can refer to; undefined until it is known. */
  around: () => Around | undefined;
}

interface Parts {
  draft: { read: () => FlowDefinition; subscribe: (onChange: () => void) => () => void };
  openWorker: () => Pick<Worker, 'postMessage' | 'terminate' | 'onmessage'>;
  loadAround: () => Promise<Around>;
  /** A document of another flow, or null where there is none. */
  loadFlow: (id: string, version?: number) => Promise<FlowDefinition | null>;
}

const NOTHING: Outcome = { issues: [] };

/** Compiles a draft in a worker whenever it changes: one question at a time, and the latest wins. */
export function compilation({ draft, openWorker, loadAround, loadFlow }: Parts): Compilation {
  const listeners = new Set<() => void>();
  const others: OtherFlows = {};
  let outcome = NOTHING;
  let around: Around | undefined;
  let stop: (() => void) | undefined;

  const tell = () => {
    for (const listener of listeners) listener();
  };

  function start(): () => void {
    const worker = openWorker();
    let timer: ReturnType<typeof setTimeout> | undefined;
    let asked: FlowDefinition | undefined;
    let isStale = false;
    let isOver = false;

    const ask = () => {
      if (!around) return;
      if (asked) {
        isStale = true;
        return;
      }
      isStale = false;
      asked = draft.read();
      const question: Question = { flow: asked, around, others };
      worker.postMessage(question);
    };
    const soon = () => {
      clearTimeout(timer);
      timer = setTimeout(ask, PAUSE_MS);
    };
    worker.onmessage = ({ data }: MessageEvent<Answer>) => {
      const flow = asked!;
      asked = undefined;
      const { wanted, issues, machine } = data;
      if (wanted.length > 0) {
        void fetchAll(wanted).then(() => {
          if (!isOver) ask();
        });
        return;
      }
      const sorted = bySeverity(issues);
      // The same findings stay the same list, so that nothing is drawn anew for them.
      const same = JSON.stringify(sorted) === JSON.stringify(outcome.issues);
      outcome = { flow, issues: same ? outcome.issues : sorted, ...(machine ? { machine } : {}) };
      tell();
      if (isStale) ask();
    };
    const unsubscribe = draft.subscribe(soon);
    void loadAround().then((known) => {
      if (isOver) return;
      around = known;
      tell();
      ask();
    });
    return () => {
      isOver = true;
      clearTimeout(timer);
      unsubscribe();
      worker.terminate();
    };
  }

  const fetchAll = (wanted: Answer['wanted']) =>
    Promise.all(
      wanted.map(async ({ id, version }) => {
        others[keyOf(id, version)] = await loadFlow(id, version);
      }),
    );

  return {
    read: () => outcome,
    around: () => around,
    subscribe(onChange) {
      listeners.add(onChange);
      stop ??= start();
      return () => {
        listeners.delete(onChange);
        // A listener that only changes places must not throw the worker away.
        setTimeout(() => {
          if (listeners.size > 0) return;
          stop?.();
          stop = undefined;
        });
      };
    },
  };
}

const bySeverity = (issues: Issue[]): Issue[] =>
  ['error', 'warning'].flatMap((severity) => issues.filter((issue) => issue.severity === severity));
