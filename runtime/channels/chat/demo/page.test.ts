import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

test('the page tells the opening hours the flow goes by', () => {
  const page = readFileSync(join(import.meta.dirname, 'page.html'), 'utf8');
  const told = [...page.matchAll(/<dd dir="ltr">(\d\d:\d\d) – (\d\d:\d\d)<\/dd>/g)];
  const { weekly } = JSON.parse(
    readFileSync(join(import.meta.dirname, '../../../demo/clinic-calendar.json'), 'utf8'),
  ) as { weekly: { [day: string]: { from: string; to: string }[] } };
  const [weekdays, saturday] = told.map(([, from, to]) => [{ from, to }]);
  expect(weekly).toEqual({
    ...Object.fromEntries(['mon', 'tue', 'wed', 'thu', 'fri'].map((day) => [day, weekdays])),
    sat: saturday,
    sun: [],
  });
});
