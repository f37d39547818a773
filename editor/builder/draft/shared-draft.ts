import { UndoManager } from 'yjs';
import type { FlowInDoc } from '../../../runtime/shared-draft/index.ts';
import type { Making } from '../commands/command.ts';
import type { Deed, Draft } from './draft.ts';
import type { Line } from './line.ts';

/** Steps that follow each other within this time, ms, may join. */
const JOIN_MS = 1_000;
const DEED = 'deed';

interface Noted {
  command: string;
  at: number;
  joins: string | undefined;
}

interface SharedParts {
  shared: FlowInDoc;
  line: Pick<Line, 'saved' | 'settled' | 'people' | 'tell' | 'subscribe' | 'close'>;
  making: Making;
  now: () => number;
  /** Letters and digits that nobody else has. */
  chance: () => string;
}

/** The draft of a flow that others change, too. Each command is one transaction of one's own; only those can be undone. */
export function sharedDraft({ shared, line, making, now, chance }: SharedParts): Draft {
  const own = {};
  const undoing = new UndoManager(shared.root, {
    trackedOrigins: new Set([own]),
    // Which changes are one step is told below, not by time.
    captureTimeout: Number.MAX_SAFE_INTEGER,
  });
  type Step = UndoManager['undoStack'][number];
  const notedOf = (step: Step | undefined): Noted | undefined => step?.meta.get(DEED) as Noted | undefined;
  const listeners = new Set<() => void>();
  let history: readonly Deed[] = [];
  let closed = false;

  const changed = (): void => {
    const deed = (undone: boolean) => (step: Step) => {
      const { command = '', at = 0 } = notedOf(step) ?? {};
      return { command, at, undone };
    };
    history = [...undoing.undoStack.map(deed(false)), ...undoing.redoStack.toReversed().map(deed(true))];
    listeners.forEach((listener) => listener());
  };
  const onUpdate = (_update: Uint8Array, origin: unknown): void => {
    if (origin !== own && origin !== undoing) changed();
  };
  shared.doc.on('update', onUpdate);
  const unsubscribe = line.subscribe(() => listeners.forEach((listener) => listener()));

  /** While somebody else may choose the same id at the same time, it gets letters nobody else has. */
  const careful: Making = {
    registry: making.registry,
    newId(wish, taken) {
      const alone = line.saved() !== 'offline' && line.people().length === 0;
      return making.newId(alone ? wish : `${wish.slice(0, 50)}-${chance()}`, taken);
    },
  };
  const step = (move: () => Step | null, onto: () => Step | undefined): boolean => {
    const moved = move();
    const noted = notedOf(moved ?? undefined);
    const landed = onto();
    if (landed && noted) landed.meta.set(DEED, noted);
    return moved !== null;
  };
  const undo = (): boolean =>
    step(
      () => undoing.undo(),
      () => undoing.redoStack.at(-1),
    );
  const redo = (): boolean =>
    step(
      () => undoing.redo(),
      () => undoing.undoStack.at(-1),
    );

  return {
    read: () => shared.read(),
    subscribe(onChange) {
      listeners.add(onChange);
      return () => void listeners.delete(onChange);
    },
    do(command, args, joins) {
      const before = shared.read();
      const edit = command.edit(before, args, careful);
      if ('refused' in edit || edit.flow === before) return edit;
      const at = now();
      const last = undoing.undoStack.at(-1);
      const noted = notedOf(last);
      const joining =
        joins !== undefined &&
        noted?.joins === joins &&
        noted.command === command.id &&
        undoing.redoStack.length === 0 &&
        at - noted.at <= JOIN_MS;
      if (!joining) undoing.stopCapturing();
      shared.change(before, edit.flow, own);
      const top = undoing.undoStack.at(-1);
      if (top && (joining || top !== last)) top.meta.set(DEED, { command: command.id, at, joins });
      changed();
      return edit;
    },
    undo() {
      undo();
      changed();
    },
    redo() {
      redo();
      changed();
    },
    canUndo: () => undoing.undoStack.length > 0,
    canRedo: () => undoing.redoStack.length > 0,
    history: () => history,
    goTo(count) {
      while (undoing.undoStack.length > count && undo());
      while (undoing.undoStack.length < count && redo());
      changed();
    },
    saved: () => line.saved(),
    settled: () => line.settled(),
    people: () => line.people(),
    tell: (presence) => line.tell(presence),
    close() {
      if (closed) return;
      closed = true;
      shared.doc.off('update', onUpdate);
      unsubscribe();
      listeners.clear();
      line.close();
      undoing.destroy();
      shared.close();
    },
  };
}
