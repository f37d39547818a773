import { describe, expect, test } from 'vitest';
import { compile, type FlowDefinition } from '../../runtime/engine/index.ts';
import { flowOf, node } from '../../tests/kit/flow-builder.ts';
import { scenario } from '../../tests/kit/scenario.ts';
import { registry } from '../index.ts';

const flowWith = (config: Record<string, unknown>, more: Partial<FlowDefinition> = {}): FlowDefinition =>
  flowOf(
    { wait: node('wait', config, { returned: 'bye', expired: 'bye' }), bye: node('end') },
    {
      channels: ['chat'],
      variables: [
        { name: 'reply', type: 'text' },
        { name: 'day', type: 'date' },
      ],
      ...more,
    },
  );

const issuesOf = (config: Record<string, unknown>, more?: Partial<FlowDefinition>) =>
  compile(flowWith(config, more), registry).issues.map(({ code, path }) => `${code} ${path?.join('.')}`);

const phone: Partial<FlowDefinition> = { channels: ['voice', 'chat'] };
const still = { en: 'Still there?' };

describe('the check', () => {
  test('finds more than a minute of silence on the phone and names the field', () => {
    expect(issuesOf({ for: { seconds: 61 } }, phone)).toEqual(['wait.silence config.for']);
    expect(issuesOf({ until: { variable: 'day' } }, phone)).toEqual(['wait.silence config.until']);
  });

  test('has nothing against a minute, or against longer with reminders in between', () => {
    expect(issuesOf({ for: { minutes: 1 } }, phone)).toEqual([]);
    const reminders = [{ after: { seconds: 60 }, text: still }];
    expect(issuesOf({ for: { minutes: 2 }, reminders }, phone)).toEqual([]);
  });

  test('finds reminders out of order, after the end, or before an end that is not known', () => {
    const at = (...minutes: number[]) => minutes.map((each) => ({ after: { minutes: each }, text: still }));
    expect(issuesOf({ for: { hours: 1 }, reminders: at(5, 10) })).toEqual([]);
    expect(issuesOf({ for: { hours: 1 }, reminders: at(10, 10) })).toEqual([
      'wait.reminder config.reminders.1.after',
    ]);
    expect(issuesOf({ for: { hours: 1 }, reminders: at(60) })).toEqual([
      'wait.reminder config.reminders.0.after',
    ]);
    expect(issuesOf({ until: { variable: 'day' }, reminders: at(5) })).toEqual([
      'wait.reminder config.reminders',
    ]);
  });

  test.each([
    ['nothing to wait for', {}],
    ['both a time and a date', { for: { days: 1 }, until: { variable: 'day' } }],
    ['more than 30 days', { for: { days: 30, seconds: 1 } }],
    ['no time at all', { for: { days: 0 } }],
  ])('refuses %s', (_what, config) => {
    expect(issuesOf(config)).toEqual(['config.invalid config.for']);
  });
});

describe('a wait until something', () => {
  const until = (value: unknown) => flowWith({ until: { value } }, { zone: 'Europe/Istanbul' });

  test('ends where the date begins in the zone of the flow', () => {
    scenario(until('2026-03-03'))
      .chats()
      .waits(12 * 3600 - 1)
      .isAt('wait')
      .waits(1)
      .took('wait', 'expired');
  });

  test('ends at an instant, and at once when that has passed', () => {
    scenario(until('2026-03-02T10:00:00Z')).chats().waits(3600).took('wait', 'expired');
    scenario(until('2020-01-01')).chats().waits(0).took('wait', 'expired');
  });

  test('fails openly on what is no date, or too far away', () => {
    for (const value of ['soon', null, '2027-01-01']) scenario(until(value)).chats().ends('failed');
  });
});

test('a reply without words ends the wait and leaves nothing to keep', () => {
  const contact = scenario(flowWith({ for: { days: 1 }, saveTo: 'reply' }))
    .chats()
    .says('\u200b');
  contact.took('wait', 'returned').ends();
  expect(contact.snapshot.frames[0]?.context).toMatchObject({ vars: { reply: null } });
  expect(contact.snapshot.frames[0]?.context.input).toBeUndefined();
});
