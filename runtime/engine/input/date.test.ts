import { Temporal } from 'temporal-polyfill';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type InputSpec, parseInput } from './parse-input.ts';

/** A Sunday, one in the afternoon in Istanbul. */
const at = Date.parse('2026-11-22T10:00:00Z');
const date: InputSpec = { as: 'date' };

function read(
  value: string,
  language = 'en',
  spec: InputSpec = date,
  about = { at, zone: 'Europe/Istanbul' },
): unknown {
  const parsed = parseInput(
    spec,
    { kind: /^\d+$/.test(value) ? 'dtmf' : 'text', value },
    { language, ...about },
  );
  return parsed.ok ? parsed.value : parsed.reason;
}

type Case = [given: string, language: string, value: string];

/** The cases with what is really read in place of what should be. */
function readings(cases: Case[]): Case[] {
  return cases.map(([given, language]) => [given, language, String(read(given, language))]);
}

describe('a date in figures', () => {
  it('has the day first, but for en-US', () => {
    const cases: Case[] = [
      ['24122026', 'tr', '2026-12-24'],
      ['24.12.2026', 'tr', '2026-12-24'],
      ['24/12/2026', 'en-GB', '2026-12-24'],
      ['24-12-2026', 'ms', '2026-12-24'],
      ['1.2.26', 'tr', '2026-02-01'],
      ['1.2.85', 'tr', '1985-02-01'],
      ['2026-12-24', 'en-US', '2026-12-24'],
      ['2026/2/1', 'tr', '2026-02-01'],
      ['12/24/2026', 'en-US', '2026-12-24'],
      ['12242026', 'en-US', '2026-12-24'],
      ['12/24/2026', 'en', 'unreadable'],
      ['۲۴/۱۲/۲۰۲۶', 'fa', '2026-12-24'],
    ];
    expect(readings(cases)).toEqual(cases);
  });

  it('without a year is the next such day, today included', () => {
    const cases: Case[] = [
      ['2412', 'tr', '2026-12-24'],
      ['2111', 'tr', '2027-11-21'],
      ['2211', 'tr', '2026-11-22'],
      ['24.12', 'tr', '2026-12-24'],
      ['24.12.', 'tr', '2026-12-24'],
      ['2902', 'en', '2028-02-29'],
      ['1224', 'en-US', '2026-12-24'],
    ];
    expect(readings(cases)).toEqual(cases);
  });

  it('must exist', () => {
    for (const given of [
      '30.02.2026',
      '31042027',
      '3002',
      '0000',
      '00.01.2026',
      '1.13.2026',
      '2026-02-30',
      '1.1.123',
      '123',
      '24.12.0026',
      'soon',
      '24',
    ])
      expect(read(given), given).toBe('unreadable');
    expect(read('')).toBe('empty');
  });

  it('is of the Persian calendar in Persian, when its year is, or when it has none', () => {
    const cases: Case[] = [
      ['1405/10/03', 'fa', '2026-12-24'],
      ['۳/۱۰/۱۴۰۵', 'fa', '2026-12-24'],
      ['14051003', 'fa', '2026-12-24'],
      ['1403/12/30', 'fa', '2025-03-20'],
      ['1404/12/30', 'fa', 'unreadable'],
      ['۱/۱', 'fa', '2027-03-21'],
      ['1405/10/03', 'en', 'unreadable'],
    ];
    expect(readings(cases)).toEqual(cases);
  });
});

describe('a date in words', () => {
  it('is today, tomorrow and around', () => {
    const cases: Case[] = [
      ['today', 'en', '2026-11-22'],
      ['Tomorrow!', 'en', '2026-11-23'],
      ['the day after tomorrow', 'en', '2026-11-24'],
      ['yesterday', 'en', '2026-11-21'],
      ['BUGÜN', 'tr', '2026-11-22'],
      ['yarın', 'tr', '2026-11-23'],
      ['tomorrow', 'tr', '2026-11-23'],
      ['hari ini', 'ms', '2026-11-22'],
      ['esok', 'ms', '2026-11-23'],
      ['lusa', 'ms', '2026-11-24'],
      ['امروز', 'fa', '2026-11-22'],
      ['فردا', 'fa', '2026-11-23'],
      ['پس‌فردا', 'fa', '2026-11-24'],
    ];
    expect(readings(cases)).toEqual(cases);
  });

  it('is the next such weekday, never today', () => {
    const cases: Case[] = [
      ['Friday', 'en', '2026-11-27'],
      ['next monday', 'en', '2026-11-23'],
      ['sunday', 'en', '2026-11-29'],
      ['CUMA', 'tr', '2026-11-27'],
      ['gelecek salı günü', 'tr', '2026-11-24'],
      ['pazar', 'tr', '2026-11-29'],
      ['PERŞEMBE', 'tr', '2026-11-26'],
      ['Jumaat depan', 'ms', '2026-11-27'],
      ['Isnin', 'ms', '2026-11-23'],
      ['پنج‌شنبه', 'fa', '2026-11-26'],
      ['شنبه', 'fa', '2026-11-28'],
    ];
    expect(readings(cases)).toEqual(cases);
  });

  it('has a month by name, with or without a year', () => {
    const cases: Case[] = [
      ['24 December 2026', 'en', '2026-12-24'],
      ['December 24, 2026', 'en', '2026-12-24'],
      ['the 24th of December', 'en', '2026-12-24'],
      ['twenty fourth of december twenty twenty six', 'en', '2026-12-24'],
      ['may 1st nineteen eighty five', 'en', '1985-05-01'],
      ['first of may', 'en', '2027-05-01'],
      ['24 Aralık', 'tr', '2026-12-24'],
      ["24 Aralık'ta", 'tr', '2026-12-24'],
      ['yirmi dört aralık iki bin yirmi altı', 'tr', '2026-12-24'],
      ['1 ŞUBAT 2027', 'tr', '2027-02-01'],
      ['24 Disember 2026', 'ms', '2026-12-24'],
      ['24 haribulan disember', 'ms', '2026-12-24'],
      ['dua puluh empat disember', 'ms', '2026-12-24'],
      ['۲۴ دسامبر ۲۰۲۶', 'fa', '2026-12-24'],
      ['بیست و چهارم دسامبر', 'fa', '2026-12-24'],
      ['۱ فروردین ۱۴۰۶', 'fa', '2027-03-21'],
      ['اول فروردین', 'fa', '2027-03-21'],
    ];
    expect(readings(cases)).toEqual(cases);
  });

  it('must agree with its weekday', () => {
    expect(read('Friday, 25 December 2026')).toBe('2026-12-25');
    expect(read('Monday, 25 December 2026')).toBe('unreadable');
  });

  it('is one date, not several', () => {
    for (const given of [
      'today tomorrow',
      'december january 5',
      '5 6 december 2026 7',
      'next',
      'december',
      'maybe friday',
      'friday monday',
    ])
      expect(read(given), given).toBe('unreadable');
  });
});

describe('any date', () => {
  it('keeps to its bounds, included, and knows what day it is in the zone', () => {
    const ahead: InputSpec = { as: 'date', notBefore: 'today', notAfter: '2026-12-31' };
    expect(['yesterday', 'today', '31.12.2026', '1.1.2027'].map((given) => read(given, 'en', ahead))).toEqual(
      ['tooSmall', '2026-11-22', '2026-12-31', 'tooLarge'],
    );
    const late = Date.parse('2026-11-22T22:30:00Z');
    expect(read('today', 'en', ahead, { at: late, zone: 'Asia/Kuala_Lumpur' })).toBe('2026-11-23');
    expect(read('today', 'en', ahead, { at: late, zone: 'America/New_York' })).toBe('2026-11-22');
  });

  it('is read back in its long form', () => {
    const spoken = (value: string, language: string) =>
      parseInput(date, { kind: 'text', value }, { language, at, zone: 'UTC' });
    expect(spoken('2026-12-24', 'tr')).toMatchObject({ spoken: '24 Aralık 2026' });
    expect(spoken('2026-12-24', 'ms')).toMatchObject({ spoken: '24 Disember 2026' });
    expect(spoken('2026-12-24', 'fa')).toMatchObject({ spoken: '۳ دی ۱۴۰۵' });
  });

  it('is understood the way it is read back', () => {
    const days = fc.integer({ min: -20_000, max: 20_000 });
    fc.assert(
      fc.property(days, fc.constantFrom('en', 'en-US', 'en-GB', 'tr', 'ms', 'fa'), (offset, language) => {
        const value = Temporal.PlainDate.from('2000-01-01').add({ days: offset }).toString();
        const parsed = parseInput(date, { kind: 'text', value }, { language, at, zone: 'UTC' });
        expect(read(parsed.ok ? parsed.spoken : '', language)).toBe(value);
      }),
    );
  });
});
