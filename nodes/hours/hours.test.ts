import { expect, test } from 'vitest';
import { type Calendar, compile } from '../../runtime/engine/index.ts';
import { registry } from '../index.ts';
import { flowOf, node } from '../../tests/kit/flow-builder.ts';
import { scenario } from '../../tests/kit/scenario.ts';

const office = [{ from: '09:00', to: '17:00' }];
const branch: Calendar = {
  id: 'branch',
  name: 'Branch',
  zone: 'Europe/Istanbul',
  weekly: { mon: office, tue: office, wed: office, thu: office, fri: office, sat: [], sun: [] },
  holidays: [{ name: 'Republic Day', from: '2026-10-29', yearly: true }],
  emergency: { on: false },
};

const flow = flowOf({
  hours: node(
    'hours',
    { calendar: 'branch' },
    { open: 'welcome', closed: 'later', holiday: 'feast', emergency: 'alarm' },
  ),
  welcome: node('end', { text: { en: 'Welcome.' } }),
  later: node('end', { text: { en: 'We open at {{ hours.opensAt }}.' } }),
  feast: node('end', { text: { en: 'Closed for {{ hours.holiday }}.' } }),
  alarm: node('end', { text: { en: 'Closed: {{ hours.reason }}.' } }),
});

test.each([
  ['2026-03-02T09:00:00Z', 'open', 'Welcome.'],
  ['2026-03-02T15:00:00Z', 'closed', 'We open at 2026-03-03T09:00.'],
  ['2026-10-29T09:00:00Z', 'holiday', 'Closed for Republic Day.'],
])('at %s the branch is %s', (at, exit, words) => {
  scenario(flow, { calendars: { branch }, at }).calls().took('hours', exit).hears(words).ends();
});

test('an emergency goes first and gives its reason', () => {
  const flooded = { ...branch, emergency: { on: true, reason: 'the street is flooded' } };
  scenario(flow, { calendars: { branch: flooded }, at: '2026-10-29T09:00:00Z' })
    .calls()
    .took('hours', 'emergency')
    .hears('Closed: the street is flooded.')
    .ends();
});

test('a calendar that is not there is a finding, and at run time an apology', () => {
  const { issues } = compile(flow, registry, { calendarExists: () => false });
  expect(issues.map((issue) => issue.code)).toEqual(['hours.unknown-calendar']);
  scenario(flow).calls().hears('We are sorry').ends('failed');
});
