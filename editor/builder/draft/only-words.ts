import type { Draft } from './draft.ts';

/** Commands that change nothing but words. */
const OF_WORDS = 'write-texts';

/**
 * The draft with its drawing locked: only texts can be written, and only steps that wrote texts can be undone or done again.
 * Everything else is refused with `only-words`, from wherever it is started.
 */
export function onlyWords(draft: Draft): Draft {
  const done = () => draft.history().filter(({ undone }) => !undone);
  const undone = () => draft.history().filter((deed) => deed.undone);
  const canUndo = () => done().at(-1)?.command === OF_WORDS;
  const canRedo = () => undone()[0]?.command === OF_WORDS;
  return {
    ...draft,
    do: (command, args, joins) =>
      command.id === OF_WORDS ? draft.do(command, args, joins) : { refused: 'only-words' },
    undo() {
      if (canUndo()) draft.undo();
    },
    redo() {
      if (canRedo()) draft.redo();
    },
    canUndo,
    canRedo,
    goTo(count) {
      const now = done().length;
      const between = draft.history().slice(Math.min(count, now), Math.max(count, now));
      if (between.every(({ command }) => command === OF_WORDS)) draft.goTo(count);
    },
  };
}
