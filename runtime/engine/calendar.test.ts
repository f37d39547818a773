import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import { type Calendar, calendarSchema, readCalendar } from './calendar.ts';

const weekdays = [{ from: '09:00', to: '18:00' }];
const allDay = [{ from: '00:00', to: '24:00' }];

function calendar(
  zone: string,
  changes: Partial<Calendar> = {},
  every?: Calendar['weekly']['mon'],
): Calendar {
  const [work, rest] = every ? [every, every] : [weekdays, []];
  return calendarSchema.parse({
    id: 'bank',
    name: 'Bank',
    zone,
    weekly: { mon: work, tue: work, wed: work, thu: work, fri: work, sat: rest, sun: rest },
    holidays: [],
    emergency: { on: false },
    ...changes,
  });
}

/** Epoch ms of a local time; `offset` settles the hour lived twice. */
const at = (local: string, zone = 'Europe/Istanbul') =>
  Temporal.ZonedDateTime.from(`${local}[${zone}]`).epochMilliseconds;

describe('the week', () => {
  const bank = calendar('Europe/Istanbul');

  it('is open at the first second and closed at the last', () => {
    expect(readCalendar(bank, at('2026-11-23T09:00:00'))).toEqual({
      status: 'open',
      closesAt: '2026-11-23T18:00',
    });
    expect(readCalendar(bank, at('2026-11-23T17:59:59.999')).status).toBe('open');
    expect(readCalendar(bank, at('2026-11-23T18:00:00'))).toEqual({
      status: 'closed',
      opensAt: '2026-11-24T09:00',
    });
    expect(readCalendar(bank, at('2026-11-23T08:59:59.999'))).toEqual({
      status: 'closed',
      opensAt: '2026-11-23T09:00',
    });
  });

  it('finds the opening after the weekend', () => {
    expect(readCalendar(bank, at('2026-11-20T18:00')).opensAt).toBe('2026-11-23T09:00');
    expect(readCalendar(bank, at('2026-11-22T12:00')).opensAt).toBe('2026-11-23T09:00');
  });

  it('reads breaks, and joins openings that touch, over midnight too', () => {
    const broken = calendar('Europe/Istanbul', {}, [
      { from: '13:00', to: '24:00' },
      { from: '00:00', to: '04:00' },
      { from: '04:00', to: '12:00' },
    ]);
    expect(readCalendar(broken, at('2026-11-23T12:30'))).toEqual({
      status: 'closed',
      opensAt: '2026-11-23T13:00',
    });
    expect(readCalendar(broken, at('2026-11-23T20:00'))).toEqual({
      status: 'open',
      closesAt: '2026-11-24T12:00',
    });
  });

  it('never closes when always open, and never opens when it has no hours', () => {
    expect(readCalendar(calendar('UTC', {}, allDay), at('2026-11-23T20:00'))).toEqual({ status: 'open' });
    expect(readCalendar(calendar('UTC', {}, []), at('2026-11-23T20:00'))).toEqual({ status: 'closed' });
  });
});

describe('holidays', () => {
  const bank = calendar('Europe/Istanbul', {
    holidays: [
      { name: 'New Year', from: '2020-12-31', to: '2021-01-01', yearly: true },
      { name: 'Republic Day', from: '2020-10-29', yearly: true },
      { name: 'Eve', from: '2026-10-28', hours: [{ from: '09:00', to: '13:00' }] },
      { name: 'Open Sunday', from: '2026-11-22', hours: [{ from: '10:00', to: '12:00' }] },
      { name: 'Anniversary', from: '2026-10-29', hours: [{ from: '10:00', to: '11:00' }] },
    ],
  });

  it('close the day and say their name and the next opening', () => {
    expect(readCalendar(bank, at('2027-10-29T11:00'))).toEqual({
      status: 'holiday',
      holiday: 'Republic Day',
      opensAt: '2027-11-01T09:00',
    });
  });

  it('with hours are open inside them and a holiday outside', () => {
    expect(readCalendar(bank, at('2026-10-28T12:59'))).toEqual({
      status: 'open',
      closesAt: '2026-10-28T13:00',
    });
    expect(readCalendar(bank, at('2026-10-28T13:00'))).toMatchObject({
      status: 'holiday',
      holiday: 'Eve',
      opensAt: '2026-10-29T10:00',
    });
    expect(readCalendar(bank, at('2026-11-22T10:00')).status).toBe('open');
  });

  it('of one year come before yearly ones', () => {
    expect(readCalendar(bank, at('2026-10-29T10:30')).status).toBe('open');
  });

  it('may last over New Year', () => {
    for (const day of ['2026-12-31', '2027-01-01'])
      expect(readCalendar(bank, at(`${day}T12:00`)).holiday, day).toBe('New Year');
    expect(readCalendar(bank, at('2027-01-04T12:00')).status).toBe('open');
  });

  it('end at midnight, when the day is closed for another reason', () => {
    const long = calendar('UTC', { holidays: [{ name: 'Friday', from: '2026-11-20' }] });
    expect(readCalendar(long, at('2026-11-20T23:59:59', 'UTC')).status).toBe('holiday');
    expect(readCalendar(long, at('2026-11-21T00:00', 'UTC')).status).toBe('closed');
  });
});

describe('the emergency switch', () => {
  const emergency = { on: true, reason: 'Storm', until: '2026-11-24T10:00:00+03:00' };

  it('wins over everything until it ends', () => {
    const bank = calendar('Europe/Istanbul', { emergency, holidays: [{ name: 'Day', from: '2026-11-23' }] });
    expect(readCalendar(bank, at('2026-11-23T11:00'))).toEqual({
      status: 'emergency',
      reason: 'Storm',
      opensAt: '2026-11-24T10:00',
    });
    expect(readCalendar(bank, at('2026-11-24T10:00')).status).toBe('open');
  });

  it('foretells no opening when nobody knows its end', () => {
    const bank = calendar('Europe/Istanbul', { emergency: { on: true } });
    expect(readCalendar(bank, at('2026-11-23T11:00'))).toEqual({ status: 'emergency' });
  });

  it('works at once when switched on in an object already read', () => {
    const bank = calendar('Europe/Istanbul');
    expect(readCalendar(bank, at('2026-11-23T11:00')).status).toBe('open');
    bank.emergency.on = true;
    expect(readCalendar(bank, at('2026-11-23T11:00')).status).toBe('emergency');
  });
});

describe('clock changes', () => {
  const london = (local: string) => at(local, 'Europe/London');

  it('keep the hours on the wall: nine stays nine', () => {
    const cases: [string, string, string][] = [
      ['Europe/London', '2026-03-30T08:00:00Z', '2026-03-27T09:00:00Z'],
      ['Europe/London', '2026-10-26T09:00:00Z', '2026-10-23T08:00:00Z'],
      ['America/New_York', '2026-03-09T13:00:00Z', '2026-03-06T14:00:00Z'],
      ['America/New_York', '2026-11-02T14:00:00Z', '2026-10-30T13:00:00Z'],
      ['Asia/Tehran', '2022-03-22T04:30:00Z', '2022-03-21T05:30:00Z'],
      ['Asia/Tehran', '2026-03-24T05:30:00Z', '2026-03-23T05:30:00Z'],
      ['Europe/Istanbul', '2026-03-30T06:00:00Z', '2026-10-26T06:00:00Z'],
      ['Asia/Kuala_Lumpur', '2026-03-30T01:00:00Z', '2026-10-26T01:00:00Z'],
    ];
    for (const [zone, ...openings] of cases)
      for (const opening of openings) {
        const bank = calendar(zone);
        expect(readCalendar(bank, Date.parse(opening)).status, `${zone} ${opening}`).toBe('open');
        expect(readCalendar(bank, Date.parse(opening) - 1).status, `before ${zone} ${opening}`).toBe(
          'closed',
        );
      }
  });

  it('open at the change what should open in the skipped hour, and close there what should close in it', () => {
    const early = calendar('Europe/London', {}, [{ from: '01:30', to: '05:00' }]);
    expect(readCalendar(early, Date.parse('2026-03-29T00:59:59.999Z'))).toEqual({
      status: 'closed',
      opensAt: '2026-03-29T02:00',
    });
    expect(readCalendar(early, Date.parse('2026-03-29T01:00:00Z')).status).toBe('open');
    const late = calendar('Europe/London', {}, [{ from: '00:00', to: '01:30' }]);
    expect(readCalendar(late, Date.parse('2026-03-29T00:59:59.999Z')).status).toBe('open');
    expect(readCalendar(late, Date.parse('2026-03-29T01:00:00Z')).status).toBe('closed');
    const lost = calendar('Europe/London', {}, [{ from: '01:15', to: '01:45' }]);
    expect(readCalendar(lost, Date.parse('2026-03-29T00:30:00Z')).opensAt).toBe('2026-03-30T01:15');
  });

  it('count the hour lived twice once, without closing in between', () => {
    const night = calendar('Europe/London', {}, [{ from: '00:00', to: '01:30' }]);
    for (const instant of ['00:00', '00:29', '01:00', '01:29']) {
      expect(readCalendar(night, Date.parse(`2026-10-25T${instant}:00Z`)).status, instant).toBe('open');
    }
    expect(readCalendar(night, Date.parse('2026-10-25T01:30:00Z')).status).toBe('closed');
    const before = calendar('Europe/London', {}, [{ from: '00:00', to: '01:00' }]);
    expect(readCalendar(before, Date.parse('2026-10-25T00:00:00Z')).status).toBe('closed');
    const after = calendar('Europe/London', {}, [{ from: '02:00', to: '03:00' }]);
    expect(readCalendar(after, Date.parse('2026-10-25T01:59:59Z'))).toEqual({
      status: 'closed',
      opensAt: '2026-10-25T02:00',
    });
  });

  it('leave days of 23 and 25 hours always open', () => {
    for (const zone of [
      'Europe/London',
      'America/New_York',
      'Asia/Tehran',
      'America/Havana',
      'Africa/Cairo',
    ]) {
      const always = calendar(zone, {}, allDay);
      for (let hour = 0; hour < 366 * 24; hour += 13) {
        const instant = Date.UTC(2022, 0, 1) + hour * 3_600_000;
        expect(readCalendar(always, instant), `${zone} ${hour}`).toEqual({ status: 'open' });
      }
    }
  });

  it('agree with the wall clock in every hour of two years', () => {
    for (const zone of [
      'Europe/London',
      'America/New_York',
      'Asia/Tehran',
      'America/Havana',
      'Australia/Lord_Howe',
    ]) {
      const bank = calendar(zone, {}, [{ from: '04:00', to: '22:30' }]);
      for (let half = 0; half < 2 * 365 * 48; half += 17) {
        const instant = Date.UTC(2021, 6, 1) + half * 1_800_000;
        const wall = Temporal.Instant.fromEpochMilliseconds(instant)
          .toZonedDateTimeISO(zone)
          .toPlainTime()
          .toString();
        expect(readCalendar(bank, instant).status, `${zone} ${wall}`).toBe(
          '04:00' <= wall && wall < '22:30' ? 'open' : 'closed',
        );
      }
    }
  });

  it('say local times of the side they fall on', () => {
    const bank = calendar('Europe/London', {}, [{ from: '08:00', to: '20:00' }]);
    expect(readCalendar(bank, london('2026-03-28T21:00')).opensAt).toBe('2026-03-29T08:00');
  });
});

describe('reading', () => {
  it('gives the same whether or not it was asked before, in any order', () => {
    const asked = calendar('Europe/London', { holidays: [{ name: 'Day', from: '2026-03-30' }] });
    const instants = Array.from(
      { length: 400 },
      (_, index) => Date.UTC(2026, 2, 20) + ((index * 7919) % 400) * 2_700_000,
    );
    for (const instant of instants) {
      const fresh = structuredClone(asked);
      expect(readCalendar(asked, instant)).toEqual(readCalendar(fresh, instant));
    }
  });

  it('hands out copies, so a caller cannot spoil the next answer', () => {
    const bank = calendar('Europe/Istanbul');
    readCalendar(bank, at('2026-11-23T10:00')).status = 'closed';
    expect(readCalendar(bank, at('2026-11-23T10:00')).status).toBe('open');
  });
});

describe('calendarSchema', () => {
  const valid = calendar('Europe/Istanbul');
  const takes = (changes: object) => calendarSchema.safeParse({ ...valid, ...changes }).success;

  it('takes IANA zones only', () => {
    for (const zone of ['Mars/Olympus', '+03:00', '', 'Europe/Istanbul '])
      expect(takes({ zone })).toBe(false);
  });

  it('rejects openings that overlap, are empty, or run backwards', () => {
    for (const mon of [
      [
        { from: '09:00', to: '12:00' },
        { from: '11:59', to: '13:00' },
      ],
      [{ from: '09:00', to: '09:00' }],
      [{ from: '18:00', to: '09:00' }],
      [{ from: '9:00', to: '12:00' }],
      [{ from: '24:00', to: '24:00' }],
      [{ from: '09:00', to: '24:30' }],
    ])
      expect(takes({ weekly: { ...valid.weekly, mon } })).toBe(false);
  });

  it('rejects dates that do not exist, backward holidays and unknown keys', () => {
    expect(takes({ holidays: [{ name: 'x', from: '2026-02-30' }] })).toBe(false);
    expect(takes({ holidays: [{ name: 'x', from: '2026-02-03', to: '2026-02-01' }] })).toBe(false);
    expect(takes({ colour: 'red' })).toBe(false);
    expect(takes({ emergency: { on: true, until: 'tomorrow' } })).toBe(false);
  });
});
