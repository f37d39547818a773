import { registry } from '../../../nodes/index.ts';
import clinic from '../../../runtime/demo/clinic.flow.json';
import calendarFile from '../../../runtime/demo/clinic-calendar.json';
import { type Calendar, calendarSchema, readFlow, readNodes } from '../../../runtime/engine/index.ts';
import { type Scenario, scenario } from '../../kit/scenario.ts';

export const calendar = calendarSchema.parse(calendarFile);
export const MOBILE = '+905321234567';
/** A Monday; the clinic is open from 9 to 18. */
export const OPEN = '2026-03-02T11:00:00+03:00';

const opened: Scenario[] = [];
/** Every conversation with the clinic that this process has had. */
export const visits = (): readonly Scenario[] => opened.filter(({ log }) => log.length > 0);

/** The clinic at a time of its own zone. */
export function clinicAt(at = OPEN, hours: Calendar = calendar): Scenario {
  const contact = scenario(clinic, { calendars: { 'clinic-hours': hours }, at });
  opened.push(contact);
  return contact;
}

export const clinicInTurkish = (at?: string): Scenario => clinicAt(at).chats({ language: 'tr' });
export const clinicInEnglish = (at?: string): Scenario =>
  clinicAt(at).calls(MOBILE, { customer: { id: 'ada', language: 'en' } });

/** Does something in a conversation and goes on with it. */
export const clinicAfter = (act: (contact: Scenario) => Scenario, contact: Scenario): Scenario =>
  act(contact);

/** Exits of nodes of the demo that no conversation of this process has taken. */
export function exitsNotTaken(): string[] {
  const read = readFlow(clinic);
  if (!read.ok) throw new Error('the demo is no flow document');
  const taken = new Set(opened.flatMap((contact) => [...contact.ways]));
  return [...readNodes(read.flow, registry, {}).nodes.values()]
    .flatMap((node) => node.exits.map((exit) => `${node.id}.${exit.id}`))
    .filter((exit) => !taken.has(exit));
}
