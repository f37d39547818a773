import fc from 'fast-check';
import { expect, test } from 'vitest';
import { accentOn, contrast, isColor, readableOn } from './color.ts';

test.each([
  ['#000000', '#ffffff', 21],
  ['#ffffff', '#ffffff', 1],
  ['#0f766e', '#ffffff', 5.47],
])('contrast of %s and %s', (one, other, ratio) => {
  expect(contrast(one, other)).toBeCloseTo(ratio, 1);
  expect(contrast(other, one)).toBeCloseTo(ratio, 1);
});

test('text is readable on every colour', () =>
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 0xffffff }), (value) => {
      const color = `#${value.toString(16).padStart(6, '0')}`;
      expect(contrast(readableOn(color), color)).toBeGreaterThanOrEqual(4.5);
    }),
  ));

test('an accent that cannot be read gives way', () => {
  expect(accentOn('#ffffff', '#0f766e', '#10211f')).toBe('#0f766e');
  expect(accentOn('#ffffff', '#fde047', '#10211f')).toBe('#10211f');
});

test.each([
  ['#0f766e', true],
  ['teal', false],
  ['#fff', false],
  ['#0f766e;}', false],
  [undefined, false],
])('%s is a colour: %s', (text, is) => expect(isColor(text)).toBe(is));
