import { describe, expect, test } from 'vitest';
import { registry } from '../../nodes/index.ts';
import clinic from '../../runtime/demo/clinic.flow.json';
import { PRICES_HOST } from '../../runtime/demo/prices.ts';
import { compile } from '../../runtime/engine/index.ts';
import { appointments } from './clinic/appointment.ts';
import { endings } from './clinic/end.ts';
import { openingHours } from './clinic/hours.ts';
import { languages } from './clinic/language.ts';
import { persons } from './clinic/person.ts';
import { pricesAsked } from './clinic/prices.ts';
import { replays } from './clinic/replays.ts';
import { calendar, exitsNotTaken } from './clinic/visits.ts';

test('it compiles for phone, chat, SMS and WhatsApp without an issue or a warning', () => {
  const surroundings = {
    calendarExists: (id: string) => id === calendar.id,
    hostAllowed: (host: string) => host === PRICES_HOST,
  };
  expect(compile(clinic, registry, surroundings)).toMatchObject({ ok: true, issues: [] });
  expect(clinic.channels).toEqual(['voice', 'chat', 'sms', 'whatsapp']);
});

describe('the language', () => {
  languages();
});
describe('an appointment', () => {
  appointments();
});
describe('a person', () => {
  persons();
});
describe('the prices', () => {
  pricesAsked();
});
describe('the hours', () => {
  openingHours();
});
describe('an end', () => {
  endings();
});

describe('a replay', () => {
  replays();
});

test('every exit of every node has been taken above', () => {
  expect(exitsNotTaken()).toEqual([]);
});
