import type { FlowDefinition } from '../../../runtime/engine/index.ts';
import type { Making } from '../commands/command.ts';
import type { Deed, Draft } from './draft.ts';

/** Steps that follow each other within this time, ms, may join. */
const JOIN_MS = 1_000;

interface Past extends Deed {
  before: FlowDefinition;
  after: FlowDefinition;
  joins: string | undefined;
}

/** A draft that is nowhere but here: for tests, and for looking at a flow one may not change. */
export function draftInMemory(first: FlowDefinition, making: Making, now: () => number, revision = 1): Draft {
  let flow = first;
  let steps: Past[] = [];
  let done = 0;
  const listeners = new Set<() => void>();
  let shown: readonly Deed[] = [];

  const changed = () => {
    flow = done === 0 ? (steps[0]?.before ?? flow) : steps[done - 1]!.after;
    shown = steps.map(({ command, at }, index) => ({ command, at, undone: index >= done }));
    for (const listener of listeners) listener();
  };
  const goTo = (count: number) => {
    done = Math.max(0, Math.min(count, steps.length));
    changed();
  };

  return {
    read: () => flow,
    subscribe(onChange) {
      listeners.add(onChange);
      return () => void listeners.delete(onChange);
    },
    do(command, args, joins) {
      const edit = command.edit(flow, args, making);
      if ('refused' in edit || edit.flow === flow) return edit;
      const at = now();
      const last = steps[done - 1];
      const joining =
        joins !== undefined &&
        last?.joins === joins &&
        last.command === command.id &&
        at - last.at <= JOIN_MS;
      const step = {
        command: command.id,
        at,
        undone: false,
        joins,
        before: joining ? last.before : flow,
        after: edit.flow,
      };
      steps = [...steps.slice(0, joining ? done - 1 : done), step];
      done = steps.length;
      changed();
      return edit;
    },
    undo: () => goTo(done - 1),
    redo: () => goTo(done + 1),
    canUndo: () => done > 0,
    canRedo: () => done < steps.length,
    history: () => shown,
    goTo,
    saved: () => 'saved',
    settled: async () => revision,
    people: () => [],
    tell: () => undefined,
    close: () => listeners.clear(),
  };
}
