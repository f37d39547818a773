import { defineCommand } from './command.ts';
import { annotated, annotationsOf } from './places.ts';

/** Gives a frame another title. */
export const changeFrame = defineCommand<{ frame: string; title: string }>({
  id: 'change-frame',
  edit(flow, { frame: id, title }) {
    const { frames } = annotationsOf(flow);
    const frame = frames[id];
    if (!frame) return { refused: 'gone' };
    const given = title.trim().slice(0, 200);
    return frame.title === given
      ? { flow }
      : { flow: annotated(flow, { frames: { ...frames, [id]: { ...frame, title: given } } }) };
  },
});
