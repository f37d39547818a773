import { z } from 'zod';
import clinicCalendar from '../demo/clinic-calendar.json';
import clinic from '../demo/clinic.flow.json';
import {
  type Calendar,
  calendarSchema,
  type FlowDefinition,
  flowSchema,
  INTERFACE_LANGUAGES,
} from '../engine/index.ts';
import { type Picture, pictureOf } from './picture.ts';

/** A complete flow to begin with, and what it needs besides. */
export interface Template {
  /** Name of its folder. */
  id: string;
  /** What it is called and what it is for, by language of the interface. */
  words: Words;
  flow: FlowDefinition;
  calendars: Calendar[];
  picture: Picture;
}

const wordsSchema = z.record(
  z.enum(INTERFACE_LANGUAGES),
  z.strictObject({ name: z.string().min(1), description: z.string().min(1) }),
);
type Words = z.infer<typeof wordsSchema>;

type Files = { [path: string]: unknown };
const texts: Files = import.meta.glob('./*/words.json', { eager: true, import: 'default' });
const flows: Files = import.meta.glob('./*/flow.json', { eager: true, import: 'default' });
const calendars: Files = import.meta.glob('./*/calendar.json', { eager: true, import: 'default' });

/** The clinic everybody meets first is a template too; its drawing lives with the demo. */
const OF_THE_DEMO: { [id: string]: { flow: unknown; calendar: unknown } } = {
  clinic: { flow: clinic, calendar: clinicCalendar },
};

/** Every template, found by folder: `words.json`, `flow.json` and, if it has opening hours, `calendar.json`. */
export const templates: readonly Template[] = Object.entries(texts).map(([path, words]) => {
  const id = path.split('/')[1]!;
  const flow = flowSchema.parse(flows[`./${id}/flow.json`] ?? OF_THE_DEMO[id]?.flow);
  const calendar = calendars[`./${id}/calendar.json`] ?? OF_THE_DEMO[id]?.calendar;
  return {
    id,
    words: wordsSchema.parse(words),
    flow,
    calendars: calendar === undefined ? [] : [calendarSchema.parse(calendar)],
    picture: pictureOf(flow),
  };
});
