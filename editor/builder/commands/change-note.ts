import { defineCommand } from './command.ts';
import { annotated, annotationsOf } from './places.ts';

/** Writes a note anew, with the members it mentions. */
export const changeNote = defineCommand<{ note: string; text: string; mentions: readonly string[] }>({
  id: 'change-note',
  edit(flow, { note: id, text, mentions }) {
    const { notes } = annotationsOf(flow);
    const note = notes[id];
    if (!note) return { refused: 'gone' };
    if (note.text === text) return { flow };
    const { mentions: _before, ...rest } = note;
    const written = {
      ...rest,
      text: text.slice(0, 5000),
      ...(mentions.length > 0 ? { mentions: [...mentions] } : {}),
    };
    return { flow: annotated(flow, { notes: { ...notes, [id]: written } }) };
  },
});
