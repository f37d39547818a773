import { z } from 'zod';
import clinicCalendar from '../demo/clinic-calendar.json';
import clinic from '../demo/clinic.flow.json';
import {
  type Calendar,
  calendarSchema,
  type FlowDefinition,
  flowSchema,
  INTERFACE_LANGUAGES,
  type InterfaceLanguage,
} from '../engine/index.ts';
import { type Picture, pictureOf } from './picture.ts';

/** A complete flow to begin with, and what it needs besides. */
export interface Template {
  /** Name of its folder. */
  id: string;
  /** What it is called and what it is for, by language of the interface. */
  words: Words;
  flow: FlowDefinition;
  /** What its nodes are called in the other languages, by id; in English they are called so in the flow. */
  names: Names;
  calendars: Calendar[];
  picture: Picture;
}

const wordsSchema = z.record(
  z.enum(INTERFACE_LANGUAGES),
  z.strictObject({ name: z.string().min(1), description: z.string().min(1) }),
);
type Words = z.infer<typeof wordsSchema>;

const namesSchema = z.record(
  z.enum(INTERFACE_LANGUAGES).exclude(['en']),
  z.record(z.string(), z.string().min(1)),
);
type Names = z.infer<typeof namesSchema>;

type Files = { [path: string]: unknown };
const texts: Files = import.meta.glob('./*/words.json', { eager: true, import: 'default' });
const flows: Files = import.meta.glob('./*/flow.json', { eager: true, import: 'default' });
const names: Files = import.meta.glob('./*/names.json', { eager: true, import: 'default' });
const calendars: Files = import.meta.glob('./*/calendar.json', { eager: true, import: 'default' });

/** The clinic everybody meets first is a template too; its drawing lives with the demo. */
const OF_THE_DEMO: { [id: string]: { flow: unknown; calendar: unknown } } = {
  clinic: { flow: clinic, calendar: clinicCalendar },
};

/** Every template, found by folder: `words.json`, `flow.json`, `names.json` and, if it has opening hours, `calendar.json`. */
export const templates: readonly Template[] = Object.entries(texts).map(([path, words]) => {
  const id = path.split('/')[1]!;
  const flow = flowSchema.parse(flows[`./${id}/flow.json`] ?? OF_THE_DEMO[id]?.flow);
  const calendar = calendars[`./${id}/calendar.json`] ?? OF_THE_DEMO[id]?.calendar;
  return {
    id,
    words: wordsSchema.parse(words),
    flow,
    names: namesSchema.parse(names[`./${id}/names.json`]),
    calendars: calendar === undefined ? [] : [calendarSchema.parse(calendar)],
    picture: pictureOf(flow),
  };
});

/**
 * The drawing of a template for somebody who reads `language`: its nodes and what it is for are said in that language. What
 * customers hear stays as it is, in the languages the template offers.
 */
export function drawnFor(
  { flow, names: named, words }: Template,
  language: InterfaceLanguage,
): FlowDefinition {
  if (language === 'en') return flow;
  const nodes = Object.entries(flow.nodes).map(([id, node]) => [
    id,
    { ...node, name: named[language][id] ?? node.name },
  ]);
  return {
    ...flow,
    description: words[language].description,
    nodes: Object.fromEntries(nodes) as FlowDefinition['nodes'],
  };
}
