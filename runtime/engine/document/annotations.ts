import { z } from 'zod';
import { idSchema } from './id.ts';

const box = { x: z.number(), y: z.number(), width: z.number().min(1), height: z.number().min(1) };

/** A box around nodes that belong together, with a title. */
export const frameSchema = z.strictObject({
  title: z.string().max(200),
  ...box,
  /** Nodes folded into it; there, the frame is collapsed and stands for them. */
  folded: z.array(idSchema).max(2000).optional(),
});
export type DrawnFrame = z.infer<typeof frameSchema>;

/** Something designers tell each other on the drawing. */
export const noteSchema = z.strictObject({
  text: z.string().max(5000),
  ...box,
  /** Members whose `@name` is in the text, by id. */
  mentions: z.array(z.string().min(1).max(64)).max(50).optional(),
});
export type DrawnNote = z.infer<typeof noteSchema>;

/** What is drawn beside the logic, for people: the machine knows nothing of it. Their ids are none of a node. */
export const annotationsSchema = z.strictObject({
  frames: z.record(idSchema, frameSchema).default({}),
  notes: z.record(idSchema, noteSchema).default({}),
});
export type Annotations = z.infer<typeof annotationsSchema>;
