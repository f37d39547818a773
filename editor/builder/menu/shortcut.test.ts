import { expect, test } from 'vitest';
import { isStroke, written } from './shortcut.ts';

const stroke = (
  key: string,
  held: Partial<Record<'ctrlKey' | 'metaKey' | 'shiftKey' | 'altKey', boolean>> = {},
  code = '',
) => ({
  key,
  code,
  ctrlKey: false,
  metaKey: false,
  shiftKey: false,
  altKey: false,
  ...held,
});

test.each([
  ['Mod+Z', stroke('z', { ctrlKey: true }), false, true],
  ['Mod+Z', stroke('z', { metaKey: true }), true, true],
  ['Mod+Z', stroke('Z', { ctrlKey: true, shiftKey: true }), false, false],
  ['Mod+Shift+Z', stroke('Z', { ctrlKey: true, shiftKey: true }), false, true],
  ['A', stroke('ش', {}, 'KeyA'), false, true],
  ['A', stroke('a', { ctrlKey: true }), false, false],
  ['?', stroke('?', { shiftKey: true }), false, true],
  ['Delete', stroke('Delete'), false, true],
])('%s is %o on a Mac: %s → %s', (shortcut, pressed, mac, is) => {
  expect(isStroke(pressed, shortcut, mac)).toBe(is);
});

test('shortcuts are written as keyboards have them', () => {
  expect([written('Mod+Shift+Z', false), written('Mod+Shift+Z', true)]).toEqual(['Ctrl+Shift+Z', '⌘⇧Z']);
});
